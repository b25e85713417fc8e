import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ManifestEntry } from '@oma/contract';
import type { Container } from '../container/container.ts';
import { type ArchiveEntry, type ArchiveLimits, filterArchive } from './archive-filter.ts';
import { type Place, SeekableGzip } from './seekable-gzip.ts';
import { ATTEMPTS, download, pauseBefore, ReadBrokenOff, upload } from './transfer.ts';

/**
 * Every file, directory and symbolic link below the folder; hard links as files; nothing that a device or a socket is. What its own user may not read is
 * made readable first, and names that are no UTF-8, as in archives from Korean Windows, are rewritten: an archive cannot carry them, and two could become
 * one. Where there are more files than there may be nothing is renamed: the archive is refused anyway. A file that changes while it is read is kept as it was read. Any other
 * failure of any step is the failure of all.
 */
const PACK = `
set -eo pipefail
mkdir -p "$1"
cd "$1"
find . -mindepth 1 -type d ! -perm -u=rx -exec chmod u+rx {} \\;
find . -mindepth 1 -type f ! -perm -u=r -exec chmod u+r {} +
if [ "$(find . ! -type d -printf x | wc -c)" -le "$2" ] && ! LC_ALL=C find . -mindepth 1 -print | iconv -f UTF-8 -t UTF-8 > /dev/null 2>&1; then
  LC_ALL=C find . -mindepth 1 -depth -regextype posix-extended -regex $'.*[\\x80-\\xff][^/]*' -print0 | while IFS= read -r -d '' place; do
    name=\${place##*/}
    if ! iconv -f UTF-8 -t UTF-8 <<< "$name" > /dev/null 2>&1; then
      better=$(iconv -f CP949 -t UTF-8 <<< "$name" 2> /dev/null) || better=$(printf %s "$name" | LC_ALL=C tr -c '[:alnum:]._-' _)
      while [ -e "\${place%/*}/$better" ]; do better="$better~"; done
      mv -n -- "$place" "\${place%/*}/$better"
    fi
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
 * go by. Throws `ArchiveRefused` beyond a limit, another error where reading or storing failed: half a folder is never taken for a whole one.
 */
export async function saveFolder(
  container: Container,
  folder: string,
  url: string,
  limits: ArchiveLimits,
  maxArchiveBytes: number,
): Promise<Saved> {
  const child = inFolder(container, PACK, folder, [String(limits.files)]);
  child.stdin?.end();
  if (child.stdout === null) throw new Error('the archiving process has no output');
  const ended = exitCode(child);
  const { sink, stored } = upload(url, maxArchiveBytes);
  const gzip = new SeekableGzip();
  gzip.pipe(sink);
  try {
    const { files, entries } = await filterArchive(child.stdout, gzip, limits);
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
