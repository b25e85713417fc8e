import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRunner } from '../../build.mjs';
import { bundledPackages } from './bundled-packages.ts';
import { claudeProgram } from './claude-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Puts together, in `folder`, exactly what the image is built from, and builds the runner for it. The image is for Linux on x64, whatever this machine is. */
export async function writeContext(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const dist = path.join(folder, 'runner', 'dist');
  mkdirSync(dist, { recursive: true });
  const metafile = await buildRunner(dist);
  for (const name of readdirSync(dist)) if (name.endsWith('.map')) rmSync(path.join(dist, name));
  writeFileSync(path.join(folder, 'runner', 'packages.json'), `${JSON.stringify(bundledPackages(ROOT, metafile), null, 2)}\n`);
  const own = (...names: string[]): string => path.join(ROOT, 'runner', ...names);
  copyFileSync(own('image', 'warm.mjs'), path.join(folder, 'runner', 'warm.mjs'));
  for (const name of ['Dockerfile', 'install.sh', 'packages.txt']) copyFileSync(own('image', name), path.join(folder, name));
  mkdirSync(path.join(folder, 'toolbox'));
  for (const name of ['requirements.txt', 'finish.py']) copyFileSync(own('toolbox', name), path.join(folder, 'toolbox', name));
  const claude = claudeProgram(ROOT);
  try {
    linkSync(claude, path.join(folder, 'claude'));
  } catch {
    // It lies on another disk.
    cpSync(claude, path.join(folder, 'claude'));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = path.resolve(process.argv[2] ?? path.join(ROOT, '.local', 'image'));
  await writeContext(folder);
  process.stdout.write(`${folder}\n`);
}
