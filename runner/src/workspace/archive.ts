import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { addAbortSignal, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ManifestEntry } from '@oma/contract';
import type { Container } from '../container/container.ts';
import { type ArchiveEntry, type ArchiveLimits, filterArchive } from './archive-filter.ts';
import { type Place, SeekableGzip } from './seekable-gzip.ts';
import { ATTEMPTS, download, pauseBefore, ReadBrokenOff, upload } from './transfer.ts';

/**
 * Every file, directory and symbolic link below the folder; hard links as files; nothing that a device or a socket is. What its own user may not read is
 * made readable first, and names that are no UTF-8, as in archives from Korean Windows, are rewritten: an archive cannot carry them, and two could become
 * one. Which these are and what they mean in CP949 is found out for all at once; those that do not come back as they were mean nothing. Where there are more
 * files or more folders than there may be nothing is renamed: the archive is refused anyway. A file that changes while it is read is kept as it was read. Any
 * other failure of any step is the failure of all.
 */
const PACK = `
set -eo pipefail
mkdir -p "$1"
cd "$1"
find . -mindepth 1 -type d ! -perm -u=rx -exec chmod u+rx {} \\;
find . -mindepth 1 -type f ! -perm -u=r -exec chmod u+r {} +
if [ "$(find . -mindepth 1 ! -type d -printf x | wc -c)" -le "$2" ] && [ "$(find . -mindepth 1 -type d -printf x | wc -c)" -le "$3" ]; then
  LC_ALL=C
  mapfile -d '' -t places < <(find . -mindepth 1 -depth -print0 | LC_ALL=C.UTF-8 grep -zav '/[^/]*$')
  mapfile -d '' -t korean < <(printf '%s\\0' "\${places[@]##*/}" | iconv -c -f CP949 -t UTF-8)
  mapfile -d '' -t bytes < <(printf '%s\\0' "\${korean[@]}" | iconv -c -f UTF-8 -t CP949)
  taken=0
  for index in "\${!places[@]}"; do
    folder=\${places[index]%/*} name=\${places[index]##*/} better=\${korean[index]}
    if [ "\${bytes[index]}" != "$name" ]; then better=\${name//[^[:alnum:]._-]/_}; fi
    free=$better
    while [ -e "$folder/$free" ] || [ -L "$folder/$free" ]; do
      taken=$((taken + 1))
      free=$better~$taken
    done
    mv -nT -- "\${places[index]}" "$folder/$free"
  done
fi
find . -mindepth 1 \\( -type f -o -type d -o -type l \\) -print0 | {
  tar --null --no-recursion --hard-dereference --numeric-owner -T - -cf - || [ $? -eq 1 ]
}`;
/** What an attempt before left is written over; its folders must let that be. */
const UNPACK =
  'mkdir -p "$1" && cd "$1" && find . -mindepth 1 -type d ! -perm -u=rwx -exec chmod u+rwx {} \\; && tar --no-same-owner --no-same-permissions -xf -';

const inFolder = (container: Container, script: string, folder: string, more: readonly string[] = []): ChildProcess =>
  container.spawn({ command: '/bin/bash', args: ['-c', script, 'bash', folder, ...more], env: {}, withModel: false });

const exitCode = (child: ChildProcess): Promise<unknown> => once(child, 'close').then(([code]: unknown[]) => code);

/** How a folder was stored, and what of it. */
export type Saved = { size: number; sha256: string; files: number; entries: ManifestEntry[] };

/**
 * Stores a folder of the container at a signed URL. The files are read by a process inside the container, as its user; this process only sees the archive
 * go by. `leftOut`: a folder in it that is not stored. Throws `ArchiveRefused` beyond a limit, another error where reading or storing failed or was aborted: half a folder is never taken for a whole one.
 */
export async function saveFolder(
  container: Container,
  folder: string,
  url: string,
  limits: ArchiveLimits,
  maxArchiveBytes: number,
  signal: AbortSignal,
  leftOut: string | null = null,
): Promise<Saved> {
  signal.throwIfAborted();
  const child = inFolder(container, PACK, folder, [String(limits.files), String(limits.folders)]);
  child.stdin?.end();
  if (child.stdout === null) throw new Error('the archiving process has no output');
  const ended = exitCode(child);
  // What it started may hold its output open when it is killed.
  signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  addAbortSignal(signal, child.stdout);
  const { sink, stored } = upload(url, maxArchiveBytes, signal);
  const gzip = new SeekableGzip();
  gzip.pipe(sink);
  try {
    const { files, entries } = await filterArchive(child.stdout, gzip, limits, leftOut);
    if ((await ended) !== 0) throw new Error('the folder could not be read whole');
    return { ...(await stored), files, entries: withPlaces(entries, gzip.places) };
  } catch (error) {
    child.kill('SIGKILL');
    sink.destroy(new Error('abandoned'));
    throw error;
  }
}

function withPlaces(entries: readonly ArchiveEntry[], places: readonly Place[]): ManifestEntry[] {
  let files = 0;
  return entries.map(({ kind, path, size, target }): ManifestEntry => {
    if (kind === 'folder') return { kind, path };
    if (kind === 'link') return { kind, path, target };
    const place = places[files];
    files += 1;
    if (place === undefined) throw new Error('the archive holds fewer files than it was given');
    return { kind, path, size, ...place };
  });
}

/** Puts back what `saveFolder` stored; false where there is nothing at the URL. What breaks off while it is read is read anew. */
export async function restoreFolder(container: Container, folder: string, url: string, limits: ArchiveLimits): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await restoreOnce(container, folder, url, limits);
    } catch (error) {
      if (!(error instanceof ReadBrokenOff) || attempt >= ATTEMPTS) throw error;
    }
    await pauseBefore(attempt + 1);
  }
}

async function restoreOnce(container: Container, folder: string, url: string, limits: ArchiveLimits): Promise<boolean> {
  const stored = await download(url);
  if (stored === null) return false;
  const child = inFolder(container, UNPACK, folder);
  if (child.stdin === null) throw new Error('the unpacking process has no input');
  const ended = exitCode(child);
  child.stdout?.resume();
  try {
    // Its failure is that of the filter, which reads from its end.
    const unzipped = pipeline(stored, createGunzip(), () => undefined);
    await filterArchive(unzipped, child.stdin, limits);
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
  if ((await ended) !== 0) throw new Error('the archive could not be unpacked');
  return true;
}
