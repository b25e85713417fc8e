import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, type Header, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { type ArchiveLimits, filterArchive } from './archive-filter.ts';

const LIMITS: ArchiveLimits = { bytes: 1000, files: 3, fileBytes: 500 };
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
    expect(files).toBe(1);
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

  it.each([
    ['too many files', [1, 2, 3, 4].map((index) => ({ header: { name: String(index) }, body: 'x' })), /more than 3 files/],
    ['a file too large', [{ header: { name: 'big' }, body: 'x'.repeat(501) }], /larger than 500/],
    ['too much in all', [1, 2, 3].map((index) => ({ header: { name: String(index) }, body: 'x'.repeat(400) })), /more than 1000 bytes/],
  ])('refuses %s', async (_what, entries, problem) => {
    await expect(filter(await archive(entries))).rejects.toThrow(problem);
  });

  it('refuses what is cut off or no archive', async () => {
    const whole = await archive([{ header: { name: 'x' }, body: 'x'.repeat(400) }]);
    await expect(filter(whole.subarray(0, 700))).rejects.toThrow();
    await expect(filter(Buffer.from('no archive '.repeat(100)))).rejects.toThrow();
  });
});
