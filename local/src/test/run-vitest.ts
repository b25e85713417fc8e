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

/** Runs one vitest project, or those that `project` stands for. A run that breaks before its report counts as one failure. */
export async function runVitest(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, project = name): Promise<Counts> {
  const file = path.join('.local', `report-${name}.json`);
  rmSync(file, { force: true });
  const code = await new Promise<number>((resolve) => {
    const child = spawn(
      'vitest',
      ['run', '--project', project, '--reporter', 'default', '--reporter', 'json', '--outputFile.json', file, '--passWithNoTests', ...args],
      {
        stdio: 'inherit',
        env: { ...process.env, ...env },
      },
    );
    child.on('error', () => resolve(1));
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  try {
    const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const failed = report.numFailedTests + (report.numFailedTests === 0 && (!report.success || code !== 0) ? 1 : 0);
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
