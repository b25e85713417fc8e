// Runs a command in a process group of its own and ends the whole group when the launcher is gone, however it went:
// the launcher holds the other end of standard input. A terminal's Ctrl-C does not reach the group, so the launcher decides the order.
import { spawn, spawnSync } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
const end = (signal) => {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
};

/** Everything below the command, as far as it has been seen: what is left when the command ends has another parent then. */
const seen = new Set();
const look = () => {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = (stdout ?? '')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (pid) => pairs.filter(([, parent]) => parent === pid).flatMap(([one]) => [one, ...below(one)]);
  const found = below(child.pid);
  for (const pid of seen) if (!pairs.some(([one]) => one === pid)) seen.delete(pid);
  for (const pid of found) seen.add(pid);
};
const looking = setInterval(look, 2000);

/** The group, and whatever below it left the group, as the emulator suite's own children do. */
const endAll = () => {
  look();
  for (const pid of seen) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  end('SIGKILL');
};
process.stdin.on('end', endAll);
process.stdin.on('error', endAll);
process.stdin.on('data', (data) => end(String(data).trim()));
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code, signal) => {
  clearInterval(looking);
  endAll();
  process.exit(code ?? (signal === null ? 1 : 0));
});
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
