import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const say = (line) => process.stdout.write(`${line}\n`);

/** Runs a long step with a line of progress every few seconds, so that it never looks like a hang. Its output is shown only if it fails. An aborted `signal` ends all of it. */
export function runStep(what, command, args, { signal, ...options } = {}) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    // A group of its own, where something but a terminal may end it: with all that it has started.
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: signal !== undefined, ...options });
    const abort = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    };
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    let output = '';
    let last = '';
    const take = (data) => {
      output = (output + data).slice(-200_000);
      // Warnings are shown with the whole output if the step fails; as a sign of progress they mislead.
      const said = String(data)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('npm warn'));
      last = said.at(-1)?.slice(0, 100) ?? last;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    say(`… ${what}`);
    const timer = setInterval(
      () => say(`  ${what}: ${Math.round((Date.now() - startedAt) / 1000)} s${last === '' ? '' : ` (${last})`}`),
      5000,
    );
    const end = (ok) => {
      clearInterval(timer);
      signal?.removeEventListener('abort', abort);
      if (ok) say(`  ${what}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
      resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
