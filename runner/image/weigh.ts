import { spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import type { Part } from './read-system.ts';

export type Weight = { what: string; bytes: number };

/** What a folder's files take, links counted once as what they are. */
export function bytesBelow(place: string, seen = new Set<number>()): number {
  const { size, ino, nlink } = lstatSync(place);
  const isDirectory = lstatSync(place).isDirectory();
  if (!isDirectory && nlink > 1) {
    if (seen.has(ino)) return 0;
    seen.add(ino);
  }
  return isDirectory ? readdirSync(place).reduce((sum, name) => sum + bytesBelow(path.join(place, name), seen), 0) : size;
}

/** What takes the room in the image: the parts that are ours, and Debian's heaviest packages. */
export function heaviest(root: string, parts: readonly Part[]): Weight[] {
  const own = ['opt/claude-code', 'opt/toolbox', 'opt/runner', 'usr/local/bin/node'].map((what) => ({
    what: `/${what}`,
    bytes: bytesBelow(path.join(root, what)),
  }));
  const debian = parts
    .filter(({ kind, kib = 0 }) => kind === 'debian' && kib > 10_000)
    .map(({ name, kib = 0 }) => ({ what: name, bytes: kib * 1024 }));
  return [...own, ...debian].sort((a, b) => b.bytes - a.bytes);
}

/** How much of it goes over the wire: packed as the layers of an image are. */
export function packedBytes(root: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const tar = spawn('tar', ['--create', '--one-file-system', '--directory', root, '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let bytes = 0;
    tar.once('error', reject);
    tar.stdout
      .pipe(createGzip({ level: 1 }))
      .on('data', (data: Buffer) => (bytes += data.length))
      .once('error', reject)
      .once('end', () => resolve(bytes));
  });
}
