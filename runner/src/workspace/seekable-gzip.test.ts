import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { type Place, SeekableGzip } from './seekable-gzip.ts';

type File = { name: string; content: Buffer };

async function packed(files: readonly File[], pieceBytes = 65_536): Promise<{ archive: Buffer; plain: Buffer; places: readonly Place[] }> {
  const writer = pack();
  for (const { name, content } of files) writer.entry({ name }, content);
  writer.entry({ name: 'link', type: 'symlink', linkname: 'elsewhere' });
  writer.finalize();
  const plain = await buffer(Readable.from(writer));
  const gzip = new SeekableGzip();
  const pieces = Array.from({ length: Math.ceil(plain.length / pieceBytes) }, (_, index) =>
    plain.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  const archive = await buffer(Readable.from(pieces).pipe(gzip));
  return { archive, plain, places: gzip.places };
}

const read = (archive: Buffer, { offset, skip }: Place, size: number): Buffer =>
  gunzipSync(archive.subarray(offset)).subarray(skip, skip + size);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('an archive that is packed in parts', () => {
  it('is an ordinary one, and gives each file from its own place', async () => {
    const file = fc.record({
      name: fc.string({ minLength: 1, maxLength: 150, unit: 'grapheme' }).map((name) => name.replaceAll(/[\0/]/g, '_')),
      content: fc
        .oneof(fc.uint8Array({ maxLength: 1500 }), fc.uint8Array({ minLength: 512, maxLength: 512 }))
        .map((bytes) => Buffer.from(bytes)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 6 }), fc.integer({ min: 100, max: 2000 }), async (files, pieceBytes) => {
        const { archive, plain, places } = await packed(files, pieceBytes);
        expect(gunzipSync(archive)).toEqual(plain);
        expect(places.map((place, index) => read(archive, place, files[index]?.content.length ?? 0))).toEqual(
          files.map(({ content }) => content),
        );
        expect(places.map((place) => place.sha256)).toEqual(files.map(({ content }) => sha256(content)));
      }),
      { numRuns: 60 },
    );
  });

  it('needs little unpacked for a file behind large ones', async () => {
    const files = Array.from({ length: 30 }, (_, index) => ({
      name: `${index}`,
      content: randomBytes(index % 3 === 0 ? 900_000 : 20_000),
    }));
    const { archive, places } = await packed(files);
    for (const [index, { content }] of files.entries()) {
      const place = places[index];
      expect(place?.skip).toBeLessThan(256 * 1024 + 2048);
      if (place !== undefined) expect(read(archive, place, content.length).equals(content)).toBe(true);
    }
    expect(new Set(places.map(({ offset }) => offset)).size).toBeGreaterThan(5);
  });
});
