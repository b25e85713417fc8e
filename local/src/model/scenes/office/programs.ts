import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Step } from '../../steps.ts';
import { runShell } from '../scene.ts';

/** A Python program of this folder. */
export const program = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');

/** A word of a command, whatever is in it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A command that runs a program of this folder without leaving it in the workspace. */
export const runProgram = (name: string, args: readonly string[]): string =>
  `python3 - ${args.map(quoted).join(' ')} <<'PYTHON'\n${program(name)}PYTHON\n`;

/** A command that prints which of these packages Python does not have here; `missingFrom` reads it. */
const lookFor = (packages: readonly string[]): string =>
  `python3 -c 'import importlib.util as found
print("missing:", *[name for name in "${packages.join(' ')}".split() if found.find_spec(name) is None])' 2>/dev/null || echo 'missing: python3'`;

/** Looks whether Python and these packages are here, `first` having been done. */
export const lookForPackages = (packages: readonly string[], korean: boolean, first = ''): Step =>
  runShell(`${first}${lookFor(packages)}`, korean ? '쓸 수 있는 도구 확인' : 'See which tools are here');

/** What `lookForPackages` found missing; null before it has answered. */
export function missingFrom(result: string | undefined): string[] | null {
  if (result === undefined) return null;
  return (/^missing:(.*)$/m.exec(result)?.[1] ?? '').split(' ').filter((name) => name !== '');
}

/** A list of what is not here, as the answer says it. */
export const namesOf = (missing: readonly string[]): string => missing.map((name) => `\`${name}\``).join(', ');

/** The parts of an output, each behind a line `[[name]]`. */
export function partsOf(output: string): { name: string; lines: string[] }[] {
  const parts: { name: string; lines: string[] }[] = [];
  for (const line of output.split('\n')) {
    const name = /^\[\[(.+)\]\]$/.exec(line.trim())?.[1];
    if (name !== undefined) parts.push({ name, lines: [] });
    else if (line.trim() !== '') parts.at(-1)?.lines.push(line.trim());
  }
  return parts;
}

/** The name of a file without its folders, and without its ending. */
export const stemOf = (file: string): string => path.posix.basename(file).replace(/\.[^.]*$/, '');
