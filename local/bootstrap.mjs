// Plain JavaScript on purpose: it runs before anything is installed, on whatever Node there is.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDebianPackages, isDebianRoot, isKnownToApt, isOnPath } from './debian.mjs';
import { canCompile, compileHidane, installedHidane, javaVersion } from './hidane.mjs';
import { root, runStep, say } from './steps.mjs';
import { bringToolbox } from './toolbox.mjs';

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org) and run this again.`);
}

/** Installs the npm packages when they are missing or older than the lock file. */
async function ensurePackages() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const want = createHash('sha256').update(lock).digest('hex');
  const mark = path.join(root, 'node_modules', '.installed-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === want) return;
  const { ok, output } = await runStep('installing npm packages (1–2 minutes the first time)', 'npm', ['ci', '--no-audit', '--no-fund'], {
    shell: process.platform === 'win32',
  });
  if (!ok)
    fail(
      `${output.slice(-3000)}\nThe npm packages could not be installed; the lines above say why. Nothing else was changed: run this again once it is mended.`,
    );
  writeFileSync(mark, want);
}

export const containerPrograms = { bubblewrap: () => isOnPath('bwrap'), socat: () => isOnPath('socat') };
const hasBrowser = () => ['chromium', 'google-chrome', 'chromium-browser'].some(isOnPath);
export const browserPrograms = {
  // Chromium without the window around its pages, which takes two thirds of the time; where it cannot be installed, any Chromium will do.
  'chromium-headless-shell': () =>
    isOnPath('chromium-headless-shell') || (hasBrowser() && !(isDebianRoot() && isKnownToApt('chromium-headless-shell'))),
  'fonts-noto-cjk': () => spawnSync('fc-list', [':lang=ko'], { encoding: 'utf8' }).stdout?.trim() !== '' || process.platform !== 'linux',
};

/** What puts the runner's image together where no container engine runs. */
export const assemblyPrograms = {
  mmdebstrap: () => isOnPath('mmdebstrap') || spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 20_000 }).status === 0,
};

/** Compiles the Firestore emulator where nothing else can be one; whether Java's can be had is known later. */
async function ensureFirestoreEmulator() {
  if (installedHidane() !== null || javaVersion() >= 21 || !canCompile()) return;
  if (!(await compileHidane())) fail('Nothing was started. Run this again once it is mended.');
}

/** Brings what agents do office work with; where it cannot be had that is said, and only its own tests fail. */
async function ensureToolbox() {
  const why = await bringToolbox();
  if (why !== null) say(`No office toolbox: ${why}.`);
}

/**
 * Prepares the machine, then runs a TypeScript file under the pinned Node, which `npm ci` brought. `emulator`: it will need Firestore's; `toolbox`: it will
 * need that of the agents.
 */
export async function handOver(file, args, { packages, emulator, toolbox = false }) {
  checkNode();
  process.chdir(root);
  mkdirSync(path.join(root, '.local'), { recursive: true });
  await Promise.all([emulator ? ensureFirestoreEmulator() : null, ensurePackages(), toolbox ? ensureToolbox() : null]);
  const missing = await ensureDebianPackages(packages);
  if (missing.length > 0) say(`Missing here: ${missing.join(', ')}. On Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}`);
  const bin = path.join(root, 'node_modules', '.bin');
  const node = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const child = spawn(existsSync(node) ? node : 'node', [path.join(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
      // Every part starts several processes of the same code.
      NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'node-compile-cache'),
    },
  });
  // The child decides when everything has ended. A terminal's Ctrl-C reaches it directly as well, so it takes several at once for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
}
