import { once } from 'node:events';
import process from 'node:process';
import { readPlace } from './config.ts';
import { tryContainer } from './container/choose.ts';
import type { Container } from './container/container.ts';
import { installedClaude } from './run/prepare.ts';

function say(isSo: boolean, what: string): void {
  process.stdout.write(`${JSON.stringify({ severity: isSo ? 'INFO' : 'ERROR', event: 'self_test', reason: what, ok: isSo })}\n`);
}

/** Whatever hangs is over by then; a deploy waits for it. */
const LIMIT_MS = 60_000;
setTimeout(() => {
  say(false, `all is done within ${LIMIT_MS / 1000} s`);
  process.exit(1);
}, LIMIT_MS).unref();

/** What must come true inside the container, as a command of its shell. */
const CHECKS: readonly (readonly [string, string])[] = [
  ['Claude Code starts', '/opt/claude --version'],
  ['the metadata server is out of reach', '! timeout 3 bash -c "exec 3<>/dev/tcp/169.254.169.254/80" 2>/dev/null'],
  ['the internet is out of reach', '! timeout 3 bash -c "exec 3<>/dev/tcp/1.1.1.1/443" 2>/dev/null'],
];
const TOOLBOX_CHECK = ['the office toolbox is there', 'python3 -c "import matplotlib, openpyxl, pandas, pypdf"'] as const;

async function passes(container: Container, command: string): Promise<boolean> {
  const child = container.spawn({ command: '/bin/sh', args: ['-c', command], env: {}, withModel: true });
  child.stdout?.resume();
  child.stdin?.end();
  await once(child, 'close');
  return child.exitCode === 0;
}

/**
 * A program of its own in the image: whether a run could work here. A deploy has the job run it once before it trusts the image, for nobody can tell
 * beforehand what the sandbox of a cloud allows. Says each check; exit code 0 where all came true.
 */
const place = readPlace(process.env);

const choice = await tryContainer({ ...place, allowReducedIsolation: false }, place.claudeBinary ?? installedClaude());
if (choice.kind === 'container') {
  say(true, 'the container can be made');
  for (const [what, command] of place.toolbox === null ? CHECKS : [...CHECKS, TOOLBOX_CHECK]) {
    const isSo = await passes(choice.container, command);
    say(isSo, what);
    if (!isSo) process.exitCode = 1;
  }
  await choice.container.remove();
} else {
  say(false, `the container can be made: ${choice.why}`);
  process.exitCode = 1;
}
