import { finished } from 'node:stream/promises';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ObjectStore } from './object-store.ts';

/** An archive that is being written. */
export type Zip = {
  /** Puts one file in and resolves when all of `content` was read. `isPacked`: it is compressed already. */
  add(path: string, content: Readable, isPacked?: boolean): Promise<void>;
};

/**
 * Writes an archive into the store while `fill` puts its files in, one after the other: no more of it is in memory than is on its way. Answers its size in
 * bytes. A failure of any part leaves no object.
 */
export async function zipIntoStore(objects: ObjectStore, name: string, fill: (zip: Zip) => Promise<void>): Promise<number> {
  const zip = new ZipFile();
  const bytes = new PassThrough();
  zip.on('error', (error: Error) => bytes.destroy(error));
  // Whoever reads it hears of it too, if somebody still does.
  bytes.on('error', () => undefined);
  zip.outputStream.pipe(bytes);
  const stored = objects.writeStream(name, 'application/zip', bytes);
  // Whoever waits for a file hears of it; between two files nobody does.
  stored.catch(() => undefined);
  try {
    await fill({
      async add(path, content, isPacked = false) {
        zip.addReadStream(content, path, { compress: !isPacked });
        await Promise.race([finished(content, { writable: false }), stored]);
      },
    });
  } catch (error) {
    bytes.destroy(error instanceof Error ? error : new Error(String(error)));
    await stored.catch(() => undefined);
    throw error;
  }
  zip.end();
  return stored;
}
