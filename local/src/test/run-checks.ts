import { spawn } from 'node:child_process';
import { CHECKS } from './checks.ts';
import type { Counts } from './counts.ts';

/** Runs every check, two at a time, and shows what the failing ones and those with figures say. */
export async function runChecks(say: (line: string) => void): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...CHECKS];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedAt = Date.now();
      const { ok, output } = await run(check.command, check.args);
      counts[ok ? 'passed' : 'failed'] += 1;
      say(`${ok ? '✓' : '✗'} ${check.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
      if (!ok || check.tells === true) say(output.trimEnd());
    }
  };
  await Promise.all([work(), work()]);
  return counts;
}

function run(command: string, args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
