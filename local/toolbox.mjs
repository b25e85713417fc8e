// Plain JavaScript: on a new machine it is brought while the npm packages are still on their way.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { CACHE } from './hidane.mjs';
import { root, runStep, say } from './steps.mjs';

const RECIPE = path.join(root, 'runner', 'toolbox');
const PARTS = ['requirements.txt', 'finish.py'].map((name) => path.join(RECIPE, name));

/** Where a toolbox of root's lies: the container's user may not enter root's home. */
const PUBLIC_CACHE = '/var/cache/oh-my-agent';
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const PYTHONS = ['/usr/bin/python3', '/usr/local/bin/python3', 'python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

const ABOUT = `import os, sys, sysconfig
print(os.path.realpath(sys.executable), "%d.%d" % sys.version_info[:2], sysconfig.get_platform())`;

/** The Python that the toolbox is for: 3.11 or newer, and for root one that the container sees as well. Null where there is none. */
function findPython() {
  for (const command of process.platform === 'win32' ? [] : PYTHONS) {
    const { status, stdout } = spawnSync(command, ['-c', ABOUT], { encoding: 'utf8' });
    const [program, version, platform] = status === 0 ? stdout.trim().split(' ') : [];
    if (program === undefined || version === undefined || Number(version.split('.')[1]) < 11) continue;
    if (!isRoot || program.startsWith('/usr/')) return { program, about: `${program} ${version} ${platform}` };
  }
  return null;
}

/** The folder's name tells what is in it: other packages, or another Python, have another one. */
function nameFor({ about }) {
  const hash = createHash('sha256').update(about);
  for (const part of PARTS) hash.update(readFileSync(part));
  return `toolbox-${hash.digest('hex').slice(0, 16)}`;
}

/** Where the toolbox lies on this machine, or would; it is complete if it is there. Null where no Python could use it. */
export function toolboxPlace() {
  const python = findPython();
  if (python === null) return null;
  const [own, other] = [isRoot ? PUBLIC_CACHE : CACHE, PUBLIC_CACHE].map((folder) => path.join(folder, nameFor(python)));
  return !existsSync(own) && existsSync(other) ? other : own;
}

/** Makes the toolbox with the pip of Python, or with one that is there for that only. Every user may read what comes of it. */
const MAKE = `
umask 022
python=$1 part=$2 recipe=$3 pip=$4
"$python" -m venv --without-pip "$part/toolbox"
if [ -z "$pip" ]; then
  "$python" -m venv "$part/pip"
  python="$part/pip/bin/python3"
fi
"$python" -m pip --python "$part/toolbox/bin/python3" install --no-input --disable-pip-version-check \\
  --only-binary :all: --require-hashes --requirement "$recipe/requirements.txt"
"$part/toolbox/bin/python3" "$recipe/finish.py"
`;

const hasPip = (program) => spawnSync(program, ['-m', 'pip', '--python', program, '--version'], { stdio: 'ignore' }).status === 0;
const canMakePip = (program) => spawnSync(program, ['-m', 'ensurepip', '--version'], { stdio: 'ignore' }).status === 0;

/** What is on the way to a toolbox has a folder that names its maker; one whose maker is gone is nobody's. */
function removeLeftovers(folder) {
  for (const name of readdirSync(folder)) {
    const pid = /^toolbox-.*\.part-(\d+)-/.exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

/**
 * Brings what agents do office work with, where it is not there yet: Python packages and fonts, in a folder that appears when it is complete. Answers null, or
 * the sentence that says why there is none; never throws. An aborted `signal` ends it; `folder` is where it goes instead of the cache.
 */
export async function bringToolbox({ signal, folder } = {}) {
  if (isRoot && findPython() === null) await ensureDebianPackages({ 'python3-venv': () => existsSync('/usr/bin/python3') });
  const python = findPython();
  if (python === null) return `there is no Python 3.11 or newer${isRoot ? ' in /usr' : ''}`;
  const place = folder === undefined ? toolboxPlace() : path.join(folder, nameFor(python));
  if (existsSync(place)) return null;
  const { program } = python;
  if (!hasPip(program) && !canMakePip(program)) {
    await ensureDebianPackages({ 'python3-venv': () => canMakePip(program) });
    if (!canMakePip(program)) return 'Python has no pip (on Debian or Ubuntu: sudo apt-get install python3-venv)';
  }
  const part = `${place}.part-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(path.dirname(place), { recursive: true, mode: 0o755 });
    removeLeftovers(path.dirname(place));
    mkdirSync(part, { mode: 0o755 });
    const { ok, output } = await runStep(
      'bringing the office toolbox, once for this machine (70 MB to fetch)',
      '/bin/sh',
      ['-ec', MAKE, 'sh', program, part, RECIPE, hasPip(program) ? 'its own' : ''],
      { signal, env: { ...process.env, PYTHONPATH: '', PIP_USER: '0' } },
    );
    if (signal?.aborted === true) return 'it was stopped on the way';
    if (!ok) {
      say(output.slice(-1500).trimEnd());
      return 'its packages could not be brought (is there a connection?); the lines above say more';
    }
    renameSync(path.join(part, 'toolbox'), place);
    return null;
  } catch (error) {
    // Another start may have been quicker.
    return existsSync(place) ? null : `it could not be brought (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
