import type { FullWorkspace } from '@oma/contract';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import { extract, type Header, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { type ArchiveLimits, filterArchive } from './archive-filter.ts';

const LIMITS: ArchiveLimits = { bytes: 1000, files: 3, folders: 2, fileBytes: 500, pathBytes: 100 };
type Entry = { header: Partial<Header> & { name: string }; body?: string };

async function archive(entries: readonly Entry[]): Promise<Buffer> {
  const writer = pack();
  for (const { header, body } of entries) writer.entry(header, body ?? '');
  writer.finalize();
  return buffer(Readable.from(writer));
}

async function filter(bytes: Buffer, limits = LIMITS): Promise<{ files: number; headers: Header[] }> {
  const target = new PassThrough();
  const whole = buffer(target);
  whole.catch(() => undefined);
  const { files } = await filterArchive(Readable.from([bytes]), target, limits);
  const headers: Header[] = [];
  const reader = extract();
  reader.on('entry', (header, stream, next) => {
    headers.push(header);
    stream.resume();
    stream.once('end', next);
  });
  reader.end(await whole);
  await new Promise<void>((resolve) => {
    reader.once('finish', () => resolve());
  });
  return { files, headers };
}

describe('filterArchive', () => {
  it('passes files, directories and links on, without owners', async () => {
    const bytes = await archive([
      { header: { name: 'a', type: 'directory', uid: 5, gid: 6, uname: 'root' } },
      { header: { name: 'a/한글 😀.txt', uid: 5, mode: 0o4755 }, body: 'hello' },
      { header: { name: 'link', type: 'symlink', linkname: '../../etc/passwd' } },
    ]);
    const { files, headers } = await filter(bytes);
    // A link counts as a file does.
    expect(files).toBe(2);
    expect(headers.map(({ name, type, uid, gid, mode }) => [name.replace(/\/$/, ''), type, uid, gid, mode & 0o7000])).toEqual([
      ['a', 'directory', 0, 0, 0],
      ['a/한글 😀.txt', 'file', 0, 0, 0],
      ['link', 'symlink', 0, 0, 0],
    ]);
  });

  it('drops devices, pipes and hard links', async () => {
    const bytes = await archive([
      { header: { name: 'device', type: 'character-device', devmajor: 1, devminor: 3 } },
      { header: { name: 'pipe', type: 'fifo' } },
      { header: { name: 'hard', type: 'link', linkname: '/etc/passwd' } },
      { header: { name: 'kept' }, body: 'x' },
    ]);
    expect((await filter(bytes)).headers.map(({ name }) => name)).toEqual(['kept']);
  });

  it.each<[string, Entry[], FullWorkspace]>([
    ['too many files', [1, 2, 3, 4].map((index) => ({ header: { name: String(index) }, body: 'x' })), { limit: 'files' }],
    [
      'too many links',
      [1, 2, 3, 4].map((index) => ({ header: { name: String(index), type: 'symlink', linkname: 'x' } })),
      { limit: 'files' },
    ],
    ['too many folders', [1, 2, 3].map((index) => ({ header: { name: String(index), type: 'directory' } })), { limit: 'folders' }],
    ['a file too large', [{ header: { name: './a/큰 파일' }, body: 'x'.repeat(501) }], { limit: 'file_bytes', path: 'a/큰 파일' }],
    ['too much in all', [1, 2, 3].map((index) => ({ header: { name: String(index) }, body: 'x'.repeat(400) })), { limit: 'bytes' }],
    ['a path too long', [{ header: { name: '가'.repeat(34) } }], { limit: 'path', path: '가'.repeat(34) }],
    ['a path that leads out', [{ header: { name: 'a/../../b' }, body: 'x' }], { limit: 'place', path: 'a/../../b' }],
    ['a path from the root', [{ header: { name: '/etc/passwd' }, body: 'x' }], { limit: 'place', path: '/etc/passwd' }],
  ])('refuses %s', async (_what, entries, full) => {
    await expect(filter(await archive(entries))).rejects.toMatchObject({ full });
  });

  it('refuses gigabytes that a few kilobytes unpack to, long before they are there', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(500_000);
    const before = process.memoryUsage().arrayBuffers;
    const target = new PassThrough();
    target.resume();
    await expect(filterArchive(Readable.from([bomb]).pipe(createGunzip()), target, LIMITS)).rejects.toThrow();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('refuses what is cut off or no archive', async () => {
    const whole = await archive([{ header: { name: 'x' }, body: 'x'.repeat(400) }]);
    await expect(filter(whole.subarray(0, 700))).rejects.toThrow();
    await expect(filter(Buffer.from('no archive '.repeat(100)))).rejects.toThrow();
  });
});
