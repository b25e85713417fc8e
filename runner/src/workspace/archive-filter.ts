import { describeFullWorkspace, type FullWorkspace } from '@oma/contract';
import { extract, pack, type Header } from 'tar-stream';
import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type ArchiveLimits = { bytes: number; files: number; folders: number; fileBytes: number; pathBytes: number };

/** The archive broke a limit. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
  readonly full: FullWorkspace;

  constructor(full: FullWorkspace) {
    super(describeFullWorkspace(full));
    this.full = full;
  }
}

/** One thing in an archive; a folder's path has no slash at its end. */
export type ArchiveEntry = { kind: 'file' | 'link' | 'folder'; path: string; size: number; target: string };

const KINDS: Readonly<Record<string, ArchiveEntry['kind']>> = { file: 'file', symlink: 'link', directory: 'folder' };

/** What an archive has besides its files' bytes: headers, and whole blocks. */
const OVERHEAD_BYTES = 64 * 1024 * 1024;

/**
 * Passes an archive on with nothing in it but files, directories and symbolic links, without owners, counting as it goes by. Both ways: what is saved and
 * what is restored has passed here. `leftOut`: a folder at the top that is passed over with all that is in it. Throws `ArchiveRefused` at the first byte beyond a limit, or at a path that leads out; another error where it is no archive.
 */
export async function filterArchive(
  source: Readable,
  target: NodeJS.WritableStream,
  limits: ArchiveLimits,
  leftOut: string | null = null,
): Promise<{ files: number; entries: ArchiveEntry[] }> {
  const reader = extract();
  const writer = pack();
  const entries: ArchiveEntry[] = [];
  const passes = limitChecker(limits);
  reader.on('entry', (header, stream, next) => {
    // What breaks is reported by the pipelines below; the parts in between must not bring the process down.
    stream.on('error', () => undefined);
    const kind = KINDS[header.type];
    const path = header.name.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '');
    if (kind === undefined || path.split('/')[0] === leftOut) {
      stream.resume();
      stream.once('end', next);
      return;
    }
    const entry = { kind, path, size: kind === 'file' ? header.size : 0, target: header.linkname };
    const full = passes(entry);
    if (full !== null) {
      reader.destroy(new ArchiveRefused(full));
      return;
    }
    entries.push(entry);
    const passed = writer.entry(withoutOwner(header), (error) => next(error));
    passed.on('error', () => undefined);
    stream.pipe(passed);
  });
  reader.once('finish', () => writer.finalize());
  reader.on('error', () => undefined);
  writer.on('error', () => undefined);
  const through = new PassThrough();
  const abort = (error: unknown): void => {
    writer.destroy(error instanceof Error ? error : new Error('the archive broke off'));
  };
  await Promise.all([
    pipeline(source, atMost(limits.bytes + OVERHEAD_BYTES), reader).catch((error: unknown) => {
      abort(error);
      throw error;
    }),
    pipeline(writer, through, target),
  ]);
  return { files: entries.filter(({ kind }) => kind !== 'folder').length, entries };
}

/** Looks at one entry after the other: which limit it passes, together with those before. */
function limitChecker(limits: ArchiveLimits): (entry: ArchiveEntry) => FullWorkspace | null {
  let files = 0;
  let folders = 0;
  let bytes = 0;
  return ({ kind, path, size }) => {
    if (kind === 'folder') folders += 1;
    else files += 1;
    bytes += size;
    if (path.startsWith('/') || path.split('/').includes('..')) return { limit: 'place', path };
    if (Buffer.byteLength(path) > limits.pathBytes) return { limit: 'path', path };
    if (files > limits.files) return { limit: 'files' };
    if (folders > limits.folders) return { limit: 'folders' };
    if (size > limits.fileBytes) return { limit: 'file_bytes', path };
    return bytes > limits.bytes ? { limit: 'bytes' } : null;
  };
}

/** What is no archive of ours could go on for ever without a single entry. */
function atMost(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length;
      done(left < 0 ? new ArchiveRefused({ limit: 'bytes' }) : null, piece);
    },
  });
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
