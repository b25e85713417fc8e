import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeContext } from '../../../runner/image/write-context.ts';
import { writeReport } from '../../../runner/image/write-report.ts';

const TAG = 'oh-my-agent-runner:test';

/** Whether the image can be tried here: what runs inside it makes file systems and users of its own. */
export const canTryImage = process.platform === 'linux' && process.getuid?.() === 0;

/**
 * Builds the runner's image and unpacks its file system, by Docker where its engine runs, else from Debian's packages; resolves with the folder. Throws a
 * sentence where this machine can do neither.
 */
export async function makeImage(root: string, say: (line: string) => void): Promise<string> {
  if (!canTryImage) throw new Error('The image is tried on Linux as root.');
  const context = path.join(root, '.local', 'image');
  const system = path.join(root, '.local', 'image-test', 'root');
  mkdirSync(path.dirname(system), { recursive: true });
  await writeContext(context);
  rmSync(system, { recursive: true, force: true, maxRetries: 2 });
  const startedAt = Date.now();
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 20_000 }).status === 0) {
    say('… building the image with Docker');
    run('docker', ['build', '--tag', TAG, context]);
    unpack(system);
  } else {
    if (spawnSync('mmdebstrap', ['--version'], { stdio: 'ignore' }).status !== 0)
      throw new Error('The image needs Docker, or mmdebstrap (on Debian or Ubuntu: apt-get install mmdebstrap).');
    say('… no Docker engine: assembling the image from Debian’s packages');
    const node = path.join(root, 'node_modules', 'node', 'bin', 'node');
    run(path.join(root, 'runner', 'image', 'assemble.sh'), [context, system, node]);
  }
  say(`  done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  say(await writeReport(system));
  return system;
}

const run = (command: string, args: readonly string[]): void => {
  execFileSync(command, args, { stdio: 'inherit', env: { ...process.env, DOCKER_BUILDKIT: '1' } });
};

function unpack(system: string): void {
  const container = execFileSync('docker', ['create', TAG], { encoding: 'utf8' }).trim();
  try {
    mkdirSync(system, { recursive: true });
    run('/bin/sh', ['-ec', 'docker export "$1" | tar -x -C "$2"', 'sh', container, system]);
  } finally {
    run('docker', ['rm', container]);
  }
}
