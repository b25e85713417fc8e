import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const isOnPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
const canContain = process.env['CI'] === 'true' || (process.getuid?.() === 0 && isOnPath('bwrap') && isOnPath('socat'));

function run(env: Record<string, string>) {
  const { status, stdout } = spawnSync(process.execPath, ['runner/src/self-test.ts'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { reason: string; ok: boolean });
  return { status, failed: lines.filter(({ ok }) => !ok).map(({ reason }) => reason), passed: lines.filter(({ ok }) => ok).length };
}

describe('self-test of the image', () => {
  it('refuses where there is no container, and says why', () => {
    expect(run({ PATH: '/nowhere' })).toEqual({ status: 1, failed: [expect.stringMatching(/^the container can be made: /)], passed: 0 });
  });
  it.runIf(canContain)('passes where runs work, and fails where a part of the image is missing', () => {
    expect(run({})).toEqual({ status: 0, failed: [], passed: 4 });
    expect(run({ CLAUDE_BINARY: '/etc/hostname' })).toMatchObject({ status: 1, failed: ['Claude Code starts'] });
    expect(run({ TOOLBOX: '/etc' }).failed).toEqual(['the office toolbox is there']);
  });
});
