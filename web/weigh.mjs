import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { withImports } from './chunks.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// `idb` is what Firebase keeps the sign-in with, and nothing else here uses it.
const FIREBASE = /(^|\/)node_modules\/(@firebase|firebase|idb)\//;

/**
 * What these of the scripts weigh with what they import, in bytes as they travel (gzip). Of a file that holds code of Firebase beside other code,
 * `ours` is the part that is other code, by its share of the file.
 */
export async function weigh(scripts, files) {
  let all = 0;
  let ours = 0;
  for (const file of withImports(scripts, files)) {
    const bytes = gzipSync(await readFile(path.join(root, file)), { level: 9 }).length;
    all += bytes;
    ours += bytes * (1 - shareOfFirebase(scripts[file]));
  }
  return { all, ours: Math.round(ours) };
}

function shareOfFirebase({ holds }) {
  const sum = (entries) => entries.reduce((total, [, bytes]) => total + bytes, 0);
  const entries = Object.entries(holds);
  const total = sum(entries);
  return total === 0 ? 0 : sum(entries.filter(([name]) => FIREBASE.test(name))) / total;
}
