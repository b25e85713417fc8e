import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deployedManifest, importProblems, Metafile } from './deployed-manifest.ts';
import { LockFile, lockFileFor } from './lock-file.ts';

/**
 * Makes `folder`, which has the bundle, one that is deployed as it is: a manifest and a lock file go beside it. Throws where the bundle and the manifest do not
 * go together.
 */
export async function writePackage(root: string, folder: string, metafile: unknown): Promise<void> {
  const readJson = async (...names: string[]): Promise<unknown> => JSON.parse(await readFile(path.join(root, ...names), 'utf8'));
  const manifest = deployedManifest(await readJson('functions', 'package.json'));
  const problems = importProblems(Metafile.parse(metafile), manifest.dependencies);
  if (problems.length > 0) throw new Error(`The functions cannot be deployed: ${problems.join('; ')}.`);
  const lock = lockFileFor(manifest, 'functions', LockFile.parse(await readJson('package-lock.json')));
  const write = (name: string, content: object): Promise<void> =>
    writeFile(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  await write('package.json', { ...manifest, private: true, type: 'module', main: 'index.js' });
  await write('package-lock.json', lock);
}
