// Runs a command in a process group of its own and ends the whole group when the launcher is gone, however it went:
// the launcher holds the other end of standard input. A terminal's Ctrl-C does not reach the group, so the launcher decides the order.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
const end = (signal) => {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
};
process.stdin.on('end', () => end('SIGKILL'));
process.stdin.on('error', () => end('SIGKILL'));
process.stdin.on('data', (data) => end(String(data).trim()));
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code, signal) => {
  end('SIGKILL');
  process.exit(code ?? (signal === null ? 1 : 0));
});
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
