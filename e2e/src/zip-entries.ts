import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;

type Entry = { name: string; method: number; size: number; at: number };

/** What the directory at the end of a zip archive lists. Throws where it is no archive. */
function entriesOf(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.length < end + END_SIZE || archive.readUInt32LE(end) !== END) throw new Error('not a zip archive');
  const count = archive.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  while (entries.length < count) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('the directory of the archive is broken');
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [number, number, number];
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + name),
      method: archive.readUInt16LE(at + 10),
      size: archive.readUInt32LE(at + 20),
      at: archive.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** The names of the files in a zip archive, as its directory at the end lists them. Throws where it is no archive. */
export const zipEntries = (archive: Buffer): string[] => entriesOf(archive).map(({ name }) => name);

/** The text of a file in a zip archive. Throws where it has none of that name. */
export function zipText(archive: Buffer, name: string): string {
  const entry = entriesOf(archive).find((one) => one.name === name);
  if (entry === undefined) throw new Error(`the archive has no ${name}`);
  const begin = entry.at + 30 + archive.readUInt16LE(entry.at + 26) + archive.readUInt16LE(entry.at + 28);
  const data = archive.subarray(begin, begin + entry.size);
  return (entry.method === 0 ? data : inflateRawSync(data)).toString('utf8');
}
