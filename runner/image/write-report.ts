import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { billOfMaterials } from './bill-of-materials.ts';
import { type Part, readSystem } from './read-system.ts';
import { bytesBelow, heaviest, packedBytes } from './weigh.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const KINDS: readonly Part['kind'][] = ['debian', 'python', 'npm', 'program'];

/**
 * Reads the file system of an image that lies unpacked in `system`, and writes beside it what is in it (`sbom.json`) and what it weighs (`size.txt`). Answers
 * that text.
 */
export async function writeReport(system: string): Promise<string> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
  const parts = readSystem(system);
  const counted = KINDS.map((kind) => `${parts.filter((part) => part.kind === kind).length} ${kind}`).join(', ');
  const text = [
    `The runner's image: ${mb(await packedBytes(system))} packed, ${mb(bytesBelow(system))} unpacked; parts: ${counted}`,
    ...heaviest(system, parts).map(({ what, bytes }) => `  ${what}: ${mb(bytes)}`),
    '',
  ].join('\n');
  writeFileSync(path.join(path.dirname(system), 'sbom.json'), `${JSON.stringify(billOfMaterials(parts, version, new Date()), null, 2)}\n`);
  writeFileSync(path.join(path.dirname(system), 'size.txt'), text);
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , system] = process.argv;
  if (system === undefined) throw new Error('Name the folder that the image’s file system lies unpacked in.');
  process.stdout.write(await writeReport(path.resolve(system)));
}
