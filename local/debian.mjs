// Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runStep, say } from './steps.mjs';

export const isDebianRoot = () => process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
export const isOnPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

/** What is installed where a package does not exist, as in Ubuntu. */
const INSTEAD = { 'chromium-headless-shell': 'chromium' };
export const isKnownToApt = (name) => spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0;

/** Installs Debian packages that are missing, where that can be done; answers what is still missing. */
export async function ensureDebianPackages(programs) {
  const missing = () => Object.entries(programs).filter(([, isThere]) => !isThere());
  if (missing().length > 0 && isDebianRoot()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runStep('reading Debian’s package lists', 'apt-get', ['update', '-qq'], { env });
    const names = missing().map(([name]) => (name in INSTEAD && !isKnownToApt(name) ? INSTEAD[name] : name));
    const { ok, output } = await runStep(
      `installing ${names.join(', ')}`,
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...names],
      { env },
    );
    if (!ok) say(output.slice(-1500));
  }
  return missing().map(([name]) => name);
}
