import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '..', '..');
const START_LIMIT_MS = 420_000;

export type RunningPlatform = {
  url: string;
  portOffset: number;
  pid: number;
  output(): string;
  /** Ctrl-C; resolves when everything has ended. */ stop(): Promise<void>;
};

/** Starts the platform as a user does, with `npm start`, and resolves at `Ready`. Without `demo` it has no demo data. */
export async function startPlatform(
  portOffset: number,
  given: { fresh?: boolean; demo?: boolean; env?: Record<string, string>; root?: string; uid?: number; flags?: readonly string[] } = {},
): Promise<RunningPlatform> {
  mkdirSync(path.join(ROOT, '.local'), { recursive: true });
  const log = createWriteStream(path.join(ROOT, '.local', `e2e-${portOffset}.log`));
  const child = spawn(
    process.execPath,
    [
      'local/start.mjs',
      ...['--port-offset', String(portOffset)],
      ...(given.fresh === false ? [] : ['--fresh']),
      ...(given.demo === true ? [] : ['--empty']),
      ...(given.flags ?? []),
    ],
    {
      cwd: given.root ?? ROOT,
      ...(given.uid === undefined ? {} : { uid: given.uid, gid: given.uid }),
      // A group of its own, so that its Ctrl-C is not the test's.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ANTHROPIC_API_KEY: '', ...given.env },
    },
  );
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the platform did not start:\n${output}`)), START_LIMIT_MS);
    const take = (data: Buffer): void => {
      log.write(data);
      output += data.toString();
      const ready = /^Ready: (\S+)/m.exec(output)?.[1];
      if (ready === undefined) return;
      clearTimeout(timer);
      resolve(ready);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', (code) => reject(new Error(`the platform ended with ${code ?? 'a signal'}:\n${output}`)));
  });
  return { url, portOffset, pid: child.pid ?? 0, output: () => output, stop: () => interrupt(child) };
}

async function interrupt(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGINT');
  await ended;
}

/** Main processes of runners that belong to a platform. */
export function runnerPids(platform: RunningPlatform): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const table = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((match) => match !== null);
  const below = (pid: number): number[] =>
    table.filter((row) => Number(row[2]) === pid).flatMap((row) => [Number(row[1]), ...below(Number(row[1]))]);
  const own = new Set(below(platform.pid));
  return table.filter((row) => /runner\/dist\/main\.js$/.test(row[3] ?? '') && own.has(Number(row[1]))).map((row) => Number(row[1]));
}
