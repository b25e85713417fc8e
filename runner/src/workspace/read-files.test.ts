import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import { readFiles } from './read-files.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(path.join(os.tmpdir(), 'read-files-'))));
afterEach(() => rmSync(base, { recursive: true, force: true }));

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
  const files = await readFiles(container());
  expect(new Map(files.map((file) => [file.path, file.content]))).toEqual(
    new Map([
      [odd, content],
      ['chart.png', null],
      ['empty.txt', null],
      ['out/보고서.md', 'x'.repeat(4000)],
    ]),
  );
});

it('is nothing where there is nothing to read', async () => {
  expect(await readFiles(container())).toEqual([]);
  expect(await readFiles(container('/nowhere'))).toEqual([]);
});
