import { spawn } from 'node:child_process';

/** How a program ended, with all that it said. */
export type Ended = { code: number | null; stdout: string; stderr: string };

export type StartOptions = {
  /** Goes to its standard input. */
  input?: string | undefined;
  /** Set beside this process's own environment. */
  env?: Readonly<Record<string, string>>;
  /** Is told what it says, as it says it. */
  onOutput?: (text: string) => void;
};

/** Starts a program without a shell and waits for its end; rejects where it cannot be started. */
export type Start = (command: string, args: readonly string[], options?: StartOptions) => Promise<Ended>;

export const spawned: Start = (command, args, { input, env = {}, onOutput } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => {
      ended.stdout += data.toString();
      onOutput?.(data.toString());
    });
    child.stderr.on('data', (data: Buffer) => {
      ended.stderr += data.toString();
      onOutput?.(data.toString());
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code }));
    // A program that fails early does not read what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
