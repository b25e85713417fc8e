import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringToolbox } from '../toolbox.mjs';

let folder: string;
const given = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'toolbox-'));
});
afterEach(() => {
  delete process.env['PIP_NO_INDEX'];
  delete process.env['PIP_FIND_LINKS'];
  Object.assign(process.env, given);
  rmSync(folder, { recursive: true, force: true });
});

describe('the office toolbox', () => {
  it('is not there in part: without a connection one sentence says so, and nothing is left', async () => {
    process.env['PIP_NO_INDEX'] = '1';
    process.env['PIP_FIND_LINKS'] = folder;
    expect(await bringToolbox({ folder })).toMatch(/^its packages could not be brought/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given up where the start is stopped', async () => {
    const stopping = new AbortController();
    const brought = bringToolbox({ folder, signal: stopping.signal });
    setTimeout(() => stopping.abort(), 200);
    expect(await brought).toBe('it was stopped on the way');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes away what a start that was killed has left, not what another is making', async () => {
    process.env['PIP_NO_INDEX'] = '1';
    const [lost, growing] = [`toolbox-0.part-${2 ** 22 + 1}-0`, `toolbox-0.part-${process.ppid}-0`];
    mkdirSync(path.join(folder, lost, 'toolbox'), { recursive: true });
    mkdirSync(path.join(folder, growing));
    await bringToolbox({ folder });
    expect(readdirSync(folder)).toEqual([growing]);
  });
});
