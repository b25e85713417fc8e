import { type KeyObject, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Handler, readBody, sendGoogleError, sendJson } from '../json-server.ts';
import { crc32cOf } from './crc32c.ts';
import { checkSignedUrl } from './signed-url.ts';

/** Names may hold anything; the file's name is its encoding, so that no name leaves the folder. */
const fileOf = (folder: string, bucket: string, name: string): string =>
  path.join(folder, bucket, encodeURIComponent(name).replace(/\./g, '%2E'));
const nameOf = (file: string): string => decodeURIComponent(file);

/**
 * Cloud Storage on this machine: signed URLs as the runner uses them (signature, expiry, no overwrite, size range, all enforced), and the part of the
 * JSON API that the functions use, which, like the real one behind IAM, is not for the runner: it demands no token here because only this machine
 * reaches it. https://cloud.google.com/storage/docs/json_api
 */
export function createObjects(given: { folder: string; key: KeyObject; now?: () => Date }): Handler {
  const { folder, key } = given;
  const now = given.now ?? (() => new Date());
  const uploads = resumableUploads(folder);
  return async (request, response, url) => {
    const upload = /^\/upload\/storage\/v1\/b\/([^/]+)\/o$/.exec(url.pathname);
    if (upload !== null && url.searchParams.get('uploadType') === 'resumable')
      return uploads.handle(request, response, url, upload[1] ?? '');
    if (upload !== null && request.method === 'POST') return uploadJson(request, response, url, folder, upload[1] ?? '');
    const list = /^\/storage\/v1\/b\/([^/]+)\/o$/.exec(url.pathname);
    if (list !== null && request.method === 'GET')
      return listObjects(response, folder, list[1] ?? '', url.searchParams.get('prefix') ?? '');
    const one = /^\/(?:download\/)?storage\/v1\/b\/([^/]+)\/o\/(.+)$/.exec(url.pathname);
    if (one !== null) return jsonObject(request, response, url, folder, one[1] ?? '', decodeURIComponent(one[2] ?? ''));
    const signed = /^\/([^/]+)\/(.+)$/.exec(url.pathname);
    if (signed === null || !isSigned(url)) return false;
    if (allowPages(request, response)) return true;
    const problem = checkSignedUrl(request, url, key, now());
    if (problem !== null) return sendXmlError(response, 403, problem);
    const file = fileOf(folder, signed[1] ?? '', decodeURIComponent(signed[2] ?? ''));
    if (request.method === 'GET') {
      response.setHeader('content-disposition', url.searchParams.get('response-content-disposition') ?? '');
      return sendFile(request, response, file);
    }
    if (request.method === 'PUT') return receiveFile(request, response, file);
    return sendXmlError(response, 405, 'MethodNotAllowed');
  };
}

/** Whether an address may be asked for by the platform's pages: a signed one is for whoever has it. */
export const isSigned = (url: URL): boolean => url.searchParams.has('X-Goog-Signature');

/**
 * Lets a page of the platform read and write, as the bucket's CORS rule does; answers its question whether it may. Pages of other origins were refused
 * before. https://cloud.google.com/storage/docs/cross-origin
 */
function allowPages(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'Origin');
  if (request.method !== 'OPTIONS') return false;
  response
    .writeHead(200, {
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'content-type,x-goog-if-generation-match,x-goog-content-length-range',
      'access-control-max-age': '3600',
    })
    .end();
  return true;
}

async function uploadJson(request: IncomingMessage, response: ServerResponse, url: URL, folder: string, bucket: string): Promise<boolean> {
  const body = await readBody(request);
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  const { name, content } = boundary === undefined ? { name: url.searchParams.get('name'), content: body } : readMultipart(body, boundary);
  const objectName = url.searchParams.get('name') ?? name;
  if (objectName === null) return sendGoogleError(response, 400, 'INVALID_ARGUMENT', 'the object has no name');
  const file = fileOf(folder, bucket, objectName);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  sendJson(response, 200, await describeUpload(file, bucket, objectName));
  return true;
}

function readMultipart(body: Buffer, boundary: string): { name: string | null; content: Buffer } {
  const mark = Buffer.from(`--${boundary}`);
  const starts: number[] = [];
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + 1)) starts.push(at);
  const sections = starts.slice(0, -1).map((start, index) => {
    const section = body.subarray(start + mark.length, starts[index + 1]);
    return section.subarray(section.indexOf('\r\n\r\n') + 4, section.length - 2);
  });
  const metadata: unknown = JSON.parse(sections[0]?.toString() ?? '{}');
  const name =
    typeof metadata === 'object' && metadata !== null && 'name' in metadata && typeof metadata.name === 'string' ? metadata.name : null;
  return { name, content: sections[1] ?? Buffer.alloc(0) };
}

type Upload = { name: string; part: string; bytes: number };

/**
 * Uploads in pieces: begun with a POST that answers an address, to which each piece is PUT with its range. The object is there with the last piece, and not
 * before. https://cloud.google.com/storage/docs/performing-resumable-uploads
 */
function resumableUploads(folder: string) {
  const open = new Map<string, Upload>();
  const begin = async (response: ServerResponse, request: IncomingMessage, url: URL, bucket: string): Promise<true> => {
    await readBody(request);
    const name = url.searchParams.get('name');
    if (name === null) return sendGoogleError(response, 400, 'INVALID_ARGUMENT', 'the object has no name');
    const id = randomUUID();
    const file = fileOf(folder, bucket, name);
    await mkdir(path.dirname(file), { recursive: true });
    open.set(id, { name, part: `${file}.${id}.part`, bytes: 0 });
    const location = `http://${request.headers.host ?? ''}${url.pathname}?uploadType=resumable&upload_id=${id}`;
    response.writeHead(200, { location }).end();
    return true;
  };
  return {
    async handle(request: IncomingMessage, response: ServerResponse, url: URL, bucket: string): Promise<boolean> {
      if (request.method === 'POST') return begin(response, request, url, bucket);
      const id = url.searchParams.get('upload_id') ?? '';
      const upload = open.get(id);
      if (upload === undefined) return sendGoogleError(response, 404, 'NOT_FOUND', 'there is no such upload');
      if (request.method !== 'PUT') return sendGoogleError(response, 405, 'INVALID_ARGUMENT', 'a piece is sent with PUT');
      const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(request.headers['content-range'] ?? '');
      if (range === null || (range[1] !== undefined && Number(range[1]) !== upload.bytes))
        return sendGoogleError(response, 400, 'INVALID_ARGUMENT', 'this is not the next piece');
      await pipeline(request, createWriteStream(upload.part, { flags: 'a' }));
      upload.bytes = (await stat(upload.part)).size;
      if (Number(range[2]) !== upload.bytes) {
        response.writeHead(308, upload.bytes === 0 ? {} : { range: `bytes=0-${upload.bytes - 1}` }).end();
        return true;
      }
      open.delete(id);
      const file = fileOf(folder, bucket, upload.name);
      await rename(upload.part, file);
      sendJson(response, 200, await describeUpload(file, bucket, upload.name));
      return true;
    },
  };
}

async function listObjects(response: ServerResponse, folder: string, bucket: string, prefix: string): Promise<boolean> {
  const files = await readdir(path.join(folder, bucket)).catch(() => []);
  // A name has no bare point; a file with one is an upload that is not finished.
  const names = files
    .filter((file) => !file.includes('.'))
    .map(nameOf)
    .filter((name) => name.startsWith(prefix));
  const items = await Promise.all(names.map((name) => describe(fileOf(folder, bucket, name), bucket, name)));
  sendJson(response, 200, { kind: 'storage#objects', items });
  return true;
}

async function jsonObject(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  folder: string,
  bucket: string,
  name: string,
): Promise<boolean> {
  const file = fileOf(folder, bucket, name);
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (!exists) return sendGoogleError(response, 404, 'NOT_FOUND', 'there is no such object');
  if (request.method === 'DELETE') {
    await rm(file, { force: true });
    response.writeHead(204).end();
    return true;
  }
  if (request.method !== 'GET') return false;
  if (url.searchParams.get('alt') === 'media') return sendFile(request, response, file);
  sendJson(response, 200, await describe(file, bucket, name));
  return true;
}

async function describe(file: string, bucket: string, name: string) {
  const facts = await stat(file);
  return {
    kind: 'storage#object',
    id: `${bucket}/${name}`,
    name,
    bucket,
    size: String(facts.size),
    generation: String(Math.round(facts.mtimeMs * 1000)),
    timeCreated: facts.mtime.toISOString(),
    updated: facts.mtime.toISOString(),
  };
}

/** The answer to a finished upload: the client compares the sum with what it sent, and takes a missing one for a broken upload. */
const describeUpload = async (file: string, bucket: string, name: string) => ({
  ...(await describe(file, bucket, name)),
  crc32c: await crc32cOf(file),
});

async function sendFile(request: IncomingMessage, response: ServerResponse, file: string): Promise<boolean> {
  const facts = await stat(file).catch(() => null);
  if (facts === null) return sendXmlError(response, 404, 'NoSuchKey');
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start > 0 && start >= facts.size) return sendXmlError(response, 416, 'InvalidRange');
  response.writeHead(start > 0 ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': facts.size - start,
    'x-content-type-options': 'nosniff',
    ...(start > 0 ? { 'content-range': `bytes ${start}-${facts.size - 1}/${facts.size}` } : {}),
  });
  await pipeline(createReadStream(file, { start }), response).catch(() => undefined);
  return true;
}

async function receiveFile(request: IncomingMessage, response: ServerResponse, file: string): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true });
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists && request.headers['x-goog-if-generation-match'] === '0') return sendXmlError(response, 412, 'PreconditionFailed');
  const [least = 0, most = Infinity] = String(request.headers['x-goog-content-length-range'] ?? '0,Infinity')
    .split(',')
    .map(Number);
  let size = 0;
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length;
      done(size > most ? new Error('too large') : null, piece);
    },
  });
  const unfinished = `${file}.${randomUUID()}.part`;
  const stored = await pipeline(request, count, createWriteStream(unfinished)).then(
    () => size >= least,
    () => false,
  );
  if (!stored) {
    await rm(unfinished, { force: true });
    return sendXmlError(response, 400, size > most ? 'EntityTooLarge' : 'EntityTooSmall');
  }
  await rename(unfinished, file);
  response.writeHead(200).end();
  return true;
}

function sendXmlError(response: ServerResponse, status: number, code: string): true {
  response
    .writeHead(status, { 'content-type': 'application/xml', connection: 'close' })
    .end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`);
  return true;
}
