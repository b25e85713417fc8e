import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LEASH = fileURLToPath(new URL('../leash.mjs', import.meta.url));

export type Child = {
  name: string;
  /** Resolves when the process has ended, however. */
  ended: Promise<number>;
  /** Asks the process group to end, and kills what has not after `graceMs`. */
  stop(signal: 'SIGINT' | 'SIGTERM', graceMs: number): Promise<void>;
};

/** Starts a part of the platform on a leash, its output in `logFile`. */
export function startChild(given: {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  onOutput?: (text: string) => void;
}): Child {
  const log = createWriteStream(given.logFile);
  const child: ChildProcess = spawn(process.execPath, [LEASH, given.command, ...given.args], {
    env: given.env,
    cwd: given.cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.stdin?.on('error', () => undefined);
  const { onOutput } = given;
  if (onOutput !== undefined) child.stdout?.on('data', (data: Buffer) => onOutput(data.toString()));
  let isOver = false;
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => {
      isOver = true;
      log.end();
      resolve(code ?? 1);
    });
  });
  return {
    name: given.name,
    ended,
    async stop(signal, graceMs) {
      if (isOver) return;
      child.stdin?.write(`${signal}\n`);
      const timer = setTimeout(() => child.stdin?.destroy(), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
