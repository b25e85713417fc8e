import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How the Firestore emulator runs here. `prefix` goes before the `firebase` command. */
export type FirestoreEmulator = { kind: 'hidane' | 'official'; prefix: readonly string[] };

/** Where what was compiled once is kept, for every checkout of this user. */
export const CACHE = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'oh-my-agent');
const HIDANE_VERSION = '0.6.0';

const succeeds = (command: string, args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The major version of the Java on the PATH; 0 without one. */
function javaVersion(): number {
  const { stderr, stdout, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return error === undefined ? Number(/version "(\d+)/.exec(`${stderr}${stdout}`)?.[1] ?? 0) : 0;
}

/**
 * Finds a Firestore emulator: hidane on the PATH or in the cache; the official one where Java ≥ 21 is there and its jar can be fetched; else hidane is
 * compiled into the cache, which takes a few minutes once. Null, with a sentence said, where none can be had.
 */
export async function findFirestoreEmulator(firebase: string, say: (line: string) => void): Promise<FirestoreEmulator | null> {
  if (succeeds('hidane', ['--version'])) return { kind: 'hidane', prefix: ['hidane', 'exec', '--'] };
  const cached = path.join(CACHE, `hidane-${HIDANE_VERSION}`, 'bin', 'hidane');
  if (existsSync(cached)) return { kind: 'hidane', prefix: [cached, 'exec', '--'] };
  if (javaVersion() >= 21) {
    say('… fetching the official Firestore emulator');
    if (succeeds(firebase, ['setup:emulators:firestore'])) return { kind: 'official', prefix: [] };
    say('  it could not be fetched; going on with another emulator');
  }
  if (succeeds('cargo', ['--version'])) {
    if (await compileHidane(say)) return { kind: 'hidane', prefix: [cached, 'exec', '--'] };
    return null;
  }
  say('No Firestore emulator: install Java 21 or newer (https://adoptium.net), or Rust (https://rustup.rs), and run this again.');
  return null;
}

/** Compiles with a line of progress every few seconds. */
async function compileHidane(say: (line: string) => void): Promise<boolean> {
  const target = path.join(CACHE, `hidane-${HIDANE_VERSION}`);
  mkdirSync(target, { recursive: true });
  say('… compiling the Firestore emulator, once for this machine (2–4 minutes)');
  const startedAt = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  return new Promise((resolve) => {
    const child = spawn('cargo', ['install', 'hidane', '--version', HIDANE_VERSION, '--locked', '--root', target], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let crates = 0;
    let output = '';
    child.stderr.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-4000);
      crates += data
        .toString()
        .split('\n')
        .filter((line) => /^\s+Compiling /.test(line)).length;
    });
    const timer = setInterval(() => say(`  compiling the Firestore emulator: ${seconds()}, ${crates} parts so far`), 5000);
    const end = (ok: boolean): void => {
      clearInterval(timer);
      say(
        ok
          ? `  the Firestore emulator is compiled (${seconds()})`
          : `${output}\nThe Firestore emulator could not be compiled; the lines above say why.`,
      );
      resolve(ok);
    };
    child.once('error', () => end(false));
    child.once('close', (code) => end(code === 0));
  });
}
