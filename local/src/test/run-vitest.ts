import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Counts } from './counts.ts';

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
});

export type VitestRun = {
  env?: NodeJS.ProcessEnv;
  /** The project, or a pattern of several, where that is not the run's name. */
  project?: string;
  /** Takes what the run says once it has ended, where something else is running; else it is shown as it comes. */
  tell?: (output: string) => void;
};

/** Runs the tests of a vitest project. A run that breaks before its report counts as one failure. */
export async function runVitest(
  name: string,
  args: readonly string[],
  { env = {}, project = name, tell }: VitestRun = {},
): Promise<Counts> {
  const file = path.join('.local', `report-${name}.json`);
  rmSync(file, { force: true });
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      'vitest',
      ['run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', file, '--passWithNoTests', ...args],
      {
        stdio: tell === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', () => resolve(1));
    child.on('close', (exitCode) => {
      tell?.(output.trimEnd());
      resolve(exitCode ?? 1);
    });
  });
  try {
    const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const failed = report.numFailedTests + (report.numFailedTests === 0 && (!report.success || code !== 0) ? 1 : 0);
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
