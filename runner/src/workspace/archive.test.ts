import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import { restoreFolder, saveFolder } from './archive.ts';

const LIMITS = { bytes: 1_000_000, files: 100, fileBytes: 500_000 };
let base: string;
let store: Server;
let stored: Buffer | null;
/** What the store answers to the next reads. */
let outages: number[];
let url: string;
let searchPath: string;

/** Processes without a container, in a PATH that a test may take programs from. */
const container = (): Container => {
  const spawning: Pick<Container, 'spawn'> = {
    spawn: ({ command, args }) => spawn(command, args, { env: { PATH: searchPath }, stdio: ['pipe', 'pipe', 'ignore'] }),
  };
  return spawning as Container;
};

beforeEach(async () => {
  base = mkdtempSync(path.join(os.tmpdir(), 'archive-'));
  searchPath = process.env['PATH'] ?? '';
  stored = null;
  outages = [];
  store = createServer((request, response) => {
    if (request.method === 'GET') {
      const outage = outages.shift();
      if (outage !== undefined) response.writeHead(outage).end();
      else if (stored === null) response.writeHead(404).end();
      else response.end(stored);
      return;
    }
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      stored = Buffer.concat(pieces);
      response.end();
    });
  });
  store.listen(0, '127.0.0.1');
  await once(store, 'listening');
  const address = store.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/object`;
});
afterEach(() => {
  store.close();
  store.closeAllConnections();
  rmSync(base, { recursive: true, force: true });
});

const folder = (name: string): string => path.join(base, name);

describe('a folder that is saved and restored', () => {
  it('keeps files, folders and links, also what its user could not read', async () => {
    const from = folder('from');
    mkdirSync(path.join(from, 'a', 'b'), { recursive: true });
    writeFileSync(path.join(from, '한글 이름.txt'), 'kept');
    writeFileSync(path.join(from, 'a', 'b', 'deep'), 'deep');
    writeFileSync(path.join(from, 'shut'), 'shut');
    symlinkSync('한글 이름.txt', path.join(from, 'link'));
    chmodSync(path.join(from, 'shut'), 0);
    chmodSync(path.join(from, 'a'), 0);
    const saved = await saveFolder(container(), from, url, LIMITS, 1_000_000);
    expect(saved).toMatchObject({ files: 3, size: stored?.length });
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    const read = (name: string): string => readFileSync(path.join(folder('to'), name), 'utf8');
    expect([read('link'), read('a/b/deep'), read('shut')]).toEqual(['kept', 'deep', 'shut']);
  });

  it('gives names from Korean Windows their own letters, and none is lost', async () => {
    const from = folder('from');
    mkdirSync(from);
    // "가.txt" and "나.txt" in CP949, and a name that is nothing in either.
    for (const [bytes, content] of [
      ['b0a1', 'first'],
      ['b3aa', 'second'],
      ['ff', 'third'],
    ] as const)
      writeFileSync(Buffer.concat([Buffer.from(`${from}/`), Buffer.from(bytes, 'hex'), Buffer.from('.txt')]), content);
    expect(await saveFolder(container(), from, url, LIMITS, 1_000_000)).toMatchObject({ files: 3 });
    await restoreFolder(container(), folder('to'), url, LIMITS);
    const names = readdirSync(folder('to')).sort();
    expect(names).toHaveLength(3);
    expect(names).toContain('가.txt');
    expect(names).toContain('나.txt');
    expect(names.map((name) => readFileSync(path.join(folder('to'), name), 'utf8')).sort()).toEqual(['first', 'second', 'third']);
  });

  it('is empty where there was nothing yet', async () => {
    expect(await saveFolder(container(), folder('new'), url, LIMITS, 1_000_000)).toMatchObject({ files: 0 });
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    expect(readdirSync(folder('to'))).toEqual([]);
  });

  it('is never taken for whole when it could not be read', async () => {
    mkdirSync(folder('from'));
    writeFileSync(path.join(folder('from'), 'file'), 'x');
    mkdirSync(folder('bin'));
    for (const program of ['find', 'mkdir', 'iconv', 'bash']) symlinkSync(`/usr/bin/${program}`, path.join(folder('bin'), program));
    searchPath = folder('bin');
    await expect(saveFolder(container(), folder('from'), url, LIMITS, 1_000_000)).rejects.toThrow();
  });

  it('is read again after a short outage of the store, and is missing only where the store says so', async () => {
    mkdirSync(folder('from'));
    await saveFolder(container(), folder('from'), url, LIMITS, 1_000_000);
    outages = [503, 429];
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    outages = [403];
    await expect(restoreFolder(container(), folder('to'), url, LIMITS)).rejects.toThrow(/403/);
    stored = null;
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(false);
  });
});
