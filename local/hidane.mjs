// Plain JavaScript: on a new machine it is compiled while the npm packages are still on their way.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runStep, say } from './steps.mjs';

const VERSION = '0.6.0';

/** Where what was compiled once is kept, for every checkout of this user. */
export const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'oh-my-agent');
const folder = path.join(CACHE, `hidane-${VERSION}`);

export const succeeds = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The program to call: on the PATH or compiled earlier; null where it is neither. */
export function installedHidane() {
  if (succeeds('hidane', ['--version'])) return 'hidane';
  const compiled = path.join(folder, 'bin', 'hidane');
  return existsSync(compiled) ? compiled : null;
}

/** The major version of the Java on the PATH; 0 without one. With 21 the official emulator runs. */
export function javaVersion() {
  const { stderr, stdout, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return error === undefined ? Number(/version "(\d+)/.exec(`${stderr}${stdout}`)?.[1] ?? 0) : 0;
}

export const canCompile = () => succeeds('cargo', ['--version']);

/** Compiles it into the cache, with progress; answers whether that went well. Lightly optimised: a sixth less to wait for, and as quick in use. */
export async function compileHidane() {
  mkdirSync(folder, { recursive: true });
  const { ok, output } = await runStep(
    'compiling the Firestore emulator, once for this machine (2–4 minutes)',
    'cargo',
    ['install', 'hidane', '--version', VERSION, '--locked', '--root', folder],
    { env: { ...process.env, CARGO_PROFILE_RELEASE_OPT_LEVEL: '1' } },
  );
  if (!ok) say(`${output.slice(-4000)}\nThe Firestore emulator could not be compiled; the lines above say why.`);
  return ok;
}
