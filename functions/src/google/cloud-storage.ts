import type { Bucket, GetSignedUrlConfig } from '@google-cloud/storage';
import { RUN_LIMITS } from '@oma/contract';
import { readFileSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import { attachment } from '../http/attachment.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { once } from '../once.ts';

/** So much of a stream is sent, and in memory, at a time; what is sent again after a failure is one such piece. A multiple of 256 KiB, as the service asks. */
const PIECE_BYTES = 4 * 1024 * 1024;

const LOCAL_SIGNER = 'local@demo-oh-my-agent.iam.gserviceaccount.com';

async function openBucket({ project, objectsBucket, local }: Config): Promise<Bucket> {
  const { Storage } = await import('@google-cloud/storage');
  if (local === null) return new Storage({ projectId: project }).bucket(objectsBucket);
  return new Storage({
    projectId: project,
    apiEndpoint: `http://${local.host}:${local.port}`,
    credentials: { client_email: LOCAL_SIGNER, private_key: readFileSync(local.signerKeyFile, 'utf8') },
  }).bucket(objectsBucket);
}

/** Objects in Cloud Storage, reached from outside by V4 signed URLs. https://cloud.google.com/storage/docs/access-control/signed-urls */
export function cloudStorage(config: Config): ObjectStore {
  const bucket = once(() => openBucket(config));
  const sign = async (name: string, options: GetSignedUrlConfig): Promise<string> =>
    (await (await bucket()).file(name).getSignedUrl(options))[0];
  return {
    readUrl: (name) => sign(name, { version: 'v4', action: 'read', expires: Date.now() + RUN_LIMITS.signedUrl }),
    downloadUrl: async (name, fileName) => {
      const expiresAt = new Date(Date.now() + RUN_LIMITS.signedUrl);
      const url = await sign(name, { version: 'v4', action: 'read', expires: expiresAt, responseDisposition: attachment(fileName) });
      return { url, expiresAt };
    },
    writeUrl: (name, maxBytes, until) =>
      sign(name, {
        version: 'v4',
        action: 'write',
        expires: Math.max(Date.now(), until.getTime()) + RUN_LIMITS.signedUrl,
        contentType: 'application/gzip',
        extensionHeaders: { 'x-goog-if-generation-match': '0', 'x-goog-content-length-range': `0,${maxBytes}` },
      }),
    uploadUrl: async (name, bytes) => {
      const expiresAt = new Date(Date.now() + RUN_LIMITS.signedUrl);
      const contentType = 'application/octet-stream';
      const extensionHeaders = { 'x-goog-if-generation-match': '0', 'x-goog-content-length-range': `${bytes},${bytes}` };
      const url = await sign(name, { version: 'v4', action: 'write', expires: expiresAt, contentType, extensionHeaders });
      return { url, headers: { 'content-type': contentType, ...extensionHeaders }, expiresAt };
    },
    write: async (name, contentType, content) => {
      await (await bucket()).file(name).save(content, { contentType, resumable: false });
    },
    writeStream: async (name, contentType, content) => {
      const file = (await bucket()).file(name);
      let bytes = 0;
      const count = new Transform({
        transform(piece: Buffer, _encoding, done) {
          bytes += piece.length;
          done(null, piece);
        },
      });
      await pipeline(content, count, file.createWriteStream({ contentType, resumable: true, chunkSize: PIECE_BYTES }));
      return bytes;
    },
    read: async (name, start = 0) => {
      const file = (await bucket()).file(name);
      return (await file.exists())[0] ? file.createReadStream({ decompress: false, ...(start > 0 ? { start } : {}) }) : null;
    },
    list: async (prefix) => (await (await bucket()).getFiles({ prefix }))[0].map((file) => file.name),
    delete: async (names) => {
      const kept = await bucket();
      await Promise.all(names.map((name) => kept.file(name).delete({ ignoreNotFound: true })));
    },
  };
}
