import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import { readFiles } from './read-files.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(path.join(os.tmpdir(), 'read-files-'))));
afterEach(() => rmSync(base, { recursive: true, force: true }));

const never = new AbortController().signal;
/** Processes without a container, in a folder of the test. */
const container = (workspace = base): Container => {
  const used: Pick<Container, 'spawn' | 'workspace'> = {
    workspace,
    spawn: ({ command, args }) => spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] }),
  };
  return used as Container;
};

it('names each file, and says how those begin that are text, whatever their names and contents', async () => {
  mkdirSync(path.join(base, 'out'));
  mkdirSync(path.join(base, '.git'));
  const odd = 'a "b"\n$(touch hacked).md';
  const content = '{"path":"x"}\n끝';
  writeFileSync(path.join(base, odd), content);
  writeFileSync(path.join(base, 'out', '보고서.md'), 'x'.repeat(10_000));
  writeFileSync(path.join(base, 'chart.png'), Buffer.from([0x89, 0, 1, 2]));
  writeFileSync(path.join(base, 'empty.txt'), '');
  writeFileSync(path.join(base, '.git', 'config'), 'secret');
  symlinkSync('/etc/passwd', path.join(base, 'link'));
  const { files, files_left_out } = await readFiles(container(), never);
  expect(files_left_out).toBe(0);
  expect(new Map(files.map((file) => [file.path, [file.content, file.is_cut]]))).toEqual(
    new Map<string, unknown>([
      [odd, [content, false]],
      ['chart.png', [null, false]],
      ['empty.txt', ['', false]],
      ['out/보고서.md', ['x'.repeat(4000), true]],
    ]),
  );
});

it('reads the newest of many, and says how many more there are', async () => {
  for (let index = 0; index < 45; index += 1) {
    writeFileSync(path.join(base, `${String(index)}.txt`), 'x');
    utimesSync(path.join(base, `${String(index)}.txt`), index, index);
  }
  const { files, files_left_out } = await readFiles(container(), never);
  expect([files.length, files_left_out, files[0]?.path, files.at(-1)?.path]).toEqual([40, 5, '44.txt', '5.txt']);
});

it('is nothing where there is nothing to read, or it is stopped', async () => {
  const nothing = { files: [], files_left_out: 0 };
  expect(await readFiles(container(), never)).toEqual(nothing);
  expect(await readFiles(container('/nowhere'), never)).toEqual(nothing);
  writeFileSync(path.join(base, 'a.txt'), 'x');
  expect(await readFiles(container(), AbortSignal.abort())).toEqual(nothing);
});
