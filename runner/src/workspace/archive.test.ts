import { WORKSPACE_LIMITS } from '@oma/contract';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import { restoreFolder, saveFolder } from './archive.ts';

const LIMITS = { bytes: 1_000_000, files: 100, folders: 100, fileBytes: 500_000, pathBytes: 1024 };
/** An abort that does not come. */
const NEVER = new AbortController().signal;
let base: string;
let store: Server;
let stored: Buffer | null;
/** What the store answers to the next reads. */
let outages: number[];
/** After how many bytes the store hangs up, in the next reads. */
let cuts: number[];
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
  cuts = [];
  store = createServer((request, response) => {
    if (request.method === 'GET') {
      const outage = outages.shift();
      if (outage !== undefined) response.writeHead(outage).end();
      else if (stored === null) response.writeHead(404).end();
      else {
        const cut = cuts.shift();
        if (cut === undefined) response.end(stored);
        else {
          response.writeHead(200, { 'content-length': stored.length });
          response.write(stored.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
        }
      }
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

const contentAt = ({ offset, skip, size }: { offset: number; skip: number; size: number }): string =>
  gunzipSync(stored?.subarray(offset) ?? Buffer.alloc(0))
    .subarray(skip, skip + size)
    .toString();

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
    const saved = await saveFolder(container(), from, url, LIMITS, 1_000_000, NEVER);
    expect(saved).toMatchObject({ files: 4, size: stored?.length });
    // What it holds is told as well, and each file can be read from its own place.
    expect(saved.entries.map(({ kind, path: place }) => `${kind} ${place}`).sort()).toEqual([
      'file a/b/deep',
      'file shut',
      'file 한글 이름.txt',
      'folder a',
      'folder a/b',
      'link link',
    ]);
    const deep = saved.entries.find((entry) => entry.path === 'a/b/deep');
    expect(deep?.kind === 'file' && contentAt(deep)).toBe('deep');
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    const read = (name: string): string => readFileSync(path.join(folder('to'), name), 'utf8');
    expect([read('link'), read('a/b/deep'), read('shut')]).toEqual(['kept', 'deep', 'shut']);
  });

  it('has nothing of a folder that is left out, and all that is called nearly so', async () => {
    const from = folder('from');
    for (const name of ['reference/deep', 'reference (2)', 'a/reference']) {
      mkdirSync(path.join(from, name), { recursive: true });
      writeFileSync(path.join(from, name, 'file'), name);
    }
    const saved = await saveFolder(container(), from, url, { ...LIMITS, files: 2 }, 1_000_000, NEVER, 'reference');
    const files = saved.entries.filter(({ kind }) => kind === 'file');
    expect(files.map((entry) => [entry.path, entry.kind === 'file' && contentAt(entry)]).sort()).toEqual([
      ['a/reference/file', 'a/reference'],
      ['reference (2)/file', 'reference (2)'],
    ]);
    expect(saved.entries.some((entry) => entry.path === 'reference')).toBe(false);
    await restoreFolder(container(), folder('to'), url, LIMITS);
    expect(readdirSync(folder('to')).sort()).toEqual(['a', 'reference (2)']);
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
    expect(await saveFolder(container(), from, url, LIMITS, 1_000_000, NEVER)).toMatchObject({ files: 3 });
    await restoreFolder(container(), folder('to'), url, LIMITS);
    const names = readdirSync(folder('to')).sort();
    expect(names).toHaveLength(3);
    expect(names).toContain('가.txt');
    expect(names).toContain('나.txt');
    expect(names.map((name) => readFileSync(path.join(folder('to'), name), 'utf8')).sort()).toEqual(['first', 'second', 'third']);
  });

  it('keeps apart what would get the same name, also in folders and where nothing but a broken link has it', async () => {
    const from = folder('from');
    const named = (...hex: string[]) => Buffer.concat([Buffer.from(from), ...hex.map((bytes) => Buffer.from(`2f${bytes}`, 'hex'))]);
    mkdirSync(from);
    // "가" in UTF-8, and folders "가" and "나" in CP949 with names in them; two that mean nothing, one of them with a line's end.
    writeFileSync(named('eab080'), 'first');
    mkdirSync(named('b0a1'));
    writeFileSync(named('b0a1', 'b3aa'), 'second');
    mkdirSync(named('b3aa'));
    writeFileSync(named('b3aa', 'b3aa0a'), 'third');
    writeFileSync(named('ff'), 'fourth');
    writeFileSync(named('fe'), 'fifth');
    symlinkSync('nowhere', named('eb8ba4'));
    writeFileSync(named('b4d9'), 'sixth');
    const { entries } = await saveFolder(container(), from, url, LIMITS, 1_000_000, NEVER);
    const contents = entries.flatMap((entry) => (entry.kind === 'file' ? [contentAt(entry)] : []));
    expect(contents.sort()).toEqual(['fifth', 'first', 'fourth', 'second', 'sixth', 'third']);
    expect(entries.map((entry) => entry.path.replace(/~\d+/, '~')).sort()).toEqual(
      ['_', '_~', '가', '가~', '가~/나', '나', '나/나\n', '다', '다~'].sort(),
    );
    // What is seen on the disk is what is listed.
    expect(readdirSync(from, { recursive: true }).sort()).toEqual(entries.map((entry) => entry.path).sort());
  });

  it('is empty where there was nothing yet', async () => {
    expect(await saveFolder(container(), folder('new'), url, LIMITS, 1_000_000, NEVER)).toMatchObject({ files: 0 });
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    expect(readdirSync(folder('to'))).toEqual([]);
  });

  it('takes no several processes for each name', async () => {
    execFileSync('bash', ['-c', 'mkdir "$1" && cd "$1" && seq -f $\'\\xb0\\xa1\'%g 90 | xargs mkdir', 'bash', folder('from')]);
    mkdirSync(folder('bin'));
    for (const program of ['bash', 'find', 'mkdir', 'tar', 'wc', 'chmod', 'grep', 'iconv', 'mv', 'tr']) {
      const script = `#!/bin/bash\necho x >> ${folder('begun')}\nexec /usr/bin/${program} "$@"\n`;
      writeFileSync(path.join(folder('bin'), program), script, { mode: 0o755 });
    }
    searchPath = folder('bin');
    await saveFolder(container(), folder('from'), url, LIMITS, 1_000_000, NEVER);
    expect(readFileSync(folder('begun'), 'utf8').split('\n').length).toBeLessThan(90 + 20);
  });

  it('is never taken for whole when it could not be read', async () => {
    mkdirSync(folder('from'));
    writeFileSync(path.join(folder('from'), 'file'), 'x');
    mkdirSync(folder('bin'));
    for (const program of ['find', 'mkdir', 'iconv', 'bash']) symlinkSync(`/usr/bin/${program}`, path.join(folder('bin'), program));
    searchPath = folder('bin');
    await expect(saveFolder(container(), folder('from'), url, LIMITS, 1_000_000, NEVER)).rejects.toThrow();
  });

  it('is read again after a short outage of the store, and is missing only where the store says so', async () => {
    mkdirSync(folder('from'));
    await saveFolder(container(), folder('from'), url, LIMITS, 1_000_000, NEVER);
    outages = [503, 429];
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    outages = [403];
    await expect(restoreFolder(container(), folder('to'), url, LIMITS)).rejects.toThrow(/403/);
    stored = null;
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(false);
  });

  it('is read anew where the store hangs up in the middle', async () => {
    const shut = path.join(folder('from'), 'shut');
    mkdirSync(shut, { recursive: true });
    writeFileSync(path.join(shut, 'inside'), 'kept');
    chmodSync(shut, 0o555);
    const noise = Array.from({ length: 100_000 }, () => Math.random()).join();
    writeFileSync(path.join(folder('from'), 'z'), noise.slice(0, 400_000));
    await saveFolder(container(), folder('from'), url, LIMITS, 1_000_000, NEVER);
    cuts = [0, Math.floor((stored?.length ?? 0) / 2)];
    expect(await restoreFolder(container(), folder('to'), url, LIMITS)).toBe(true);
    expect(readFileSync(path.join(folder('to'), 'shut', 'inside'), 'utf8')).toBe('kept');
    expect(readFileSync(path.join(folder('to'), 'z'), 'utf8')).toBe(noise.slice(0, 400_000));
    chmodSync(shut, 0o755);
    chmodSync(path.join(folder('to'), 'shut'), 0o755);
  });
});

/** The limits that hold in truth. */
const TRUE_LIMITS = {
  bytes: WORKSPACE_LIMITS.bytes,
  files: WORKSPACE_LIMITS.files,
  folders: WORKSPACE_LIMITS.folders,
  fileBytes: WORKSPACE_LIMITS.file_bytes,
  pathBytes: WORKSPACE_LIMITS.path_bytes,
};
const save = () => saveFolder(container(), folder('from'), url, TRUE_LIMITS, WORKSPACE_LIMITS.bytes, NEVER);

describe('a hostile folder', () => {
  beforeEach(() => mkdirSync(folder('from')));

  it('of 10,000 files is refused by their number, also with names that nobody can read', async () => {
    execFileSync('bash', ['-c', 'cd "$1" && seq -f %g$\'\\xff\' 10000 | xargs touch', 'bash', folder('from')]);
    const begun = performance.now();
    await expect(save()).rejects.toMatchObject({ full: { limit: 'files' } });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(stored).toBeNull();
  });

  it('of 6000 empty folders is refused by their number, before any of them gets a name that can be read', async () => {
    execFileSync('bash', ['-c', 'cd "$1" && seq -f $\'\\xb0\\xa1\'%g 6000 | xargs mkdir', 'bash', folder('from')]);
    await expect(save()).rejects.toMatchObject({ full: { limit: 'folders' } });
    expect(readdirSync(folder('from'))).not.toContain('가1');
  });

  it('with a file of 500 MB that takes no room is refused without reading it, by name', async () => {
    writeFileSync(path.join(folder('from'), 'huge\n.bin'), '');
    truncateSync(path.join(folder('from'), 'huge\n.bin'), 500 * 1024 * 1024);
    const begun = performance.now();
    await expect(save()).rejects.toMatchObject({ full: { limit: 'file_bytes', path: 'huge\n.bin' } });
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(stored).toBeNull();
  });

  it('that is deeper than any path may be is refused by the path', async () => {
    execFileSync('bash', ['-c', 'cd "$1" && for i in $(seq 60); do mkdir "$2" && cd "$2"; done', 'bash', folder('from'), 'd'.repeat(100)]);
    await expect(save()).rejects.toMatchObject({ full: { limit: 'path' } });
  });

  it('keeps loops of links as links, and every name exactly; what is no file is left out', async () => {
    const from = folder('from');
    symlinkSync('two', path.join(from, 'one'));
    symlinkSync('one', path.join(from, 'two'));
    symlinkSync('.', path.join(from, 'self'));
    symlinkSync('/etc/passwd', path.join(from, 'out'));
    execFileSync('mkfifo', [path.join(from, 'pipe')]);
    const socket = createServer().listen(path.join(from, 'socket'));
    await once(socket, 'listening');
    const names = [
      '줄\n바꿈\t\u001b[31m.txt',
      '한글'.normalize('NFD'),
      '한글',
      ' 앞뒤 ',
      '-rf',
      '*',
      'a\\b',
      '"\'`$(x)',
      '😀.txt',
      `${'긴'.repeat(80)}.txt`,
    ];
    for (const name of names) writeFileSync(path.join(from, name), name);
    const { entries } = await save();
    socket.close();
    expect(entries.flatMap((entry) => (entry.kind === 'link' ? [[entry.path, entry.target]] : [])).sort()).toEqual([
      ['one', 'two'],
      ['out', '/etc/passwd'],
      ['self', '.'],
      ['two', 'one'],
    ]);
    const files = entries.filter((entry) => entry.kind === 'file');
    expect(files.map((entry) => entry.path).sort()).toEqual([...names].sort());
    for (const file of files) expect(contentAt(file)).toBe(file.path);
    await restoreFolder(container(), folder('to'), url, TRUE_LIMITS);
    expect(readdirSync(folder('to')).sort()).toEqual([...names, 'one', 'out', 'self', 'two'].sort());
  });

  it('with a file that grows while it is read is kept as it was read', async () => {
    const log = path.join(folder('from'), 'log');
    writeFileSync(log, 'x'.repeat(20_000_000));
    const writing = setInterval(() => appendFileSync(log, 'y'.repeat(100_000)), 1);
    const { entries } = await save().finally(() => clearInterval(writing));
    const [entry] = entries;
    const kept = entry?.kind === 'file' ? contentAt(entry) : '';
    expect(kept.length).toBe(entry?.kind === 'file' ? entry.size : -1);
    expect(kept.slice(0, 20_000_000)).toBe('x'.repeat(20_000_000));
    expect(kept.slice(20_000_000).replaceAll('y', '')).toBe('');
  });

  it('that was tampered with where it is stored is not unpacked: neither paths that lead out nor more than a workspace holds', async () => {
    mkdirSync(folder('to'));
    const tar = (...args: string[]) => execFileSync('tar', ['-C', folder('from'), '-czPf', '-', ...args], { maxBuffer: 1e9 });
    writeFileSync(path.join(folder('from'), 'x'), 'x');
    stored = tar('--transform', 's|x|../escaped|', 'x');
    await expect(restoreFolder(container(), folder('to'), url, TRUE_LIMITS)).rejects.toMatchObject({ full: { limit: 'place' } });
    for (const name of ['1', '2', '3']) {
      writeFileSync(path.join(folder('from'), name), '');
      truncateSync(path.join(folder('from'), name), 400_000);
    }
    stored = tar('1', '2', '3');
    expect(stored.length).toBeLessThan(10_000);
    await expect(restoreFolder(container(), folder('to'), url, LIMITS)).rejects.toMatchObject({ full: { limit: 'bytes' } });
    expect(readdirSync(base)).not.toContain('escaped');
  });
});
