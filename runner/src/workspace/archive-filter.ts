import { extract, pack, type Header } from 'tar-stream';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type ArchiveLimits = { bytes: number; files: number; fileBytes: number };

/** The archive broke a limit, or is none. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

const KEPT_TYPES: ReadonlySet<string> = new Set(['file', 'directory', 'symlink']);

/**
 * Passes an archive on with nothing in it but files, directories and symbolic links, without owners, counting as it goes by. Both ways: what is saved and
 * what is restored has passed here. Throws `ArchiveRefused` at the first byte beyond a limit.
 */
export async function filterArchive(source: Readable, target: NodeJS.WritableStream, limits: ArchiveLimits): Promise<{ files: number }> {
  const reader = extract();
  const writer = pack();
  let files = 0;
  let bytes = 0;
  reader.on('entry', (header, stream, next) => {
    // What breaks is reported by the pipelines below; the parts in between must not bring the process down.
    stream.on('error', () => undefined);
    const fail = (why: string): void => {
      reader.destroy(new ArchiveRefused(why));
    };
    if (!KEPT_TYPES.has(header.type)) {
      stream.resume();
      stream.once('end', next);
      return;
    }
    if (header.type === 'file') files += 1;
    bytes += header.size;
    if (files > limits.files) {
      fail(`more than ${limits.files} files`);
      return;
    }
    if (header.size > limits.fileBytes) {
      fail(`a file larger than ${limits.fileBytes} bytes`);
      return;
    }
    if (bytes > limits.bytes) {
      fail(`more than ${limits.bytes} bytes`);
      return;
    }
    const entry = writer.entry(withoutOwner(header), (error) => next(error));
    entry.on('error', () => undefined);
    stream.pipe(entry);
  });
  reader.once('finish', () => writer.finalize());
  reader.on('error', () => undefined);
  writer.on('error', () => undefined);
  const through = new PassThrough();
  const abort = (error: unknown): void => {
    writer.destroy(error instanceof Error ? error : new Error('the archive broke off'));
  };
  await Promise.all([
    pipeline(source, reader).catch((error: unknown) => {
      abort(error);
      throw error;
    }),
    pipeline(writer, through, target),
  ]);
  return { files };
}

const withoutOwner = ({ name, type, size, linkname, mtime, mode }: Header): Partial<Header> & { name: string } => ({
  name,
  type,
  size,
  linkname,
  mtime,
  mode: mode & 0o777,
  uid: 0,
  gid: 0,
});
