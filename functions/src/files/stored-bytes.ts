import type { StoredFile } from '@oma/contract';
import { createHash } from 'node:crypto';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * The bytes of one file, out of the stored archive from the file's `offset` on. Never holds or unpacks more than the file and what stands before it in its
 * part of the archive. Throws where they are not those that the manifest promised.
 */
export async function* storedBytes(archive: Readable, { size, skip, sha256 }: StoredFile): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  pipeline(archive, unpacked, () => undefined);
  const hash = createHash('sha256');
  let before = skip;
  let left = size;
  for await (const piece of unpacked as AsyncIterable<Buffer>) {
    const begin = Math.min(before, piece.length);
    before -= begin;
    const wanted = piece.subarray(begin, begin + left);
    left -= wanted.length;
    hash.update(wanted);
    if (wanted.length > 0) yield wanted;
    if (before === 0 && left === 0) break;
  }
  archive.destroy();
  if (left > 0 || hash.digest('hex') !== sha256) throw new Error('the stored archive does not hold what its manifest says');
}
