import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployedManifest, importProblems } from './deployed-manifest.ts';
import { LockFile, lockFileFor, type Manifest } from './lock-file.ts';

const manifestOf = (...names: string[]): Manifest => ({
  name: 'deployed',
  version: '1.0.0',
  engines: { node: '24' },
  dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
});
const locked = (packages: LockFile['packages']) =>
  lockFileFor(manifestOf('a', 'b'), 'functions', { lockfileVersion: 3, packages }).packages;
const placed = (packages: LockFile['packages']) =>
  Object.fromEntries(
    Object.entries(locked(packages))
      .filter(([place]) => place !== '')
      .map(([place, one]) => [place, `${String(one['version'])}${one['optional'] === true ? ' optional' : ''}`]),
  );

describe('the lock file of the deployed folder', () => {
  it('has what the workspace finds first at its top, and the project’s version below those who are used to it', () => {
    expect(
      placed({
        'functions/node_modules/a': { version: '2.0.0' },
        'node_modules/a': { version: '1.0.0' },
        'node_modules/b': { version: '1.0.0', dependencies: { a: '^1.0.0', c: '1' } },
        'node_modules/b/node_modules/c': { version: '1.1.0', dependencies: { a: '^1.0.0' } },
        'node_modules/c': { version: '3.0.0', dev: true },
      }),
    ).toEqual({
      'node_modules/a': '2.0.0',
      'node_modules/b': '1.0.0',
      'node_modules/b/node_modules/a': '1.0.0',
      'node_modules/c': '1.1.0',
      'node_modules/c/node_modules/a': '1.0.0',
    });
  });

  it('marks as optional what nobody needs without fail, takes needed peers, and leaves out what the project has not', () => {
    expect(
      placed({
        'node_modules/a': {
          version: '1.0.0',
          dependencies: { native: '1' },
          optionalDependencies: { native: '1', absent: '1' },
          peerDependencies: { peer: '1', maybe: '1' },
          peerDependenciesMeta: { maybe: { optional: true } },
        },
        'node_modules/b': { version: '1.0.0', dependencies: { shared: '1' } },
        'node_modules/native': { version: '1.0.0', dependencies: { shared: '1', below: '1' } },
        'node_modules/shared': { version: '1.0.0', optional: true, dev: true },
        'node_modules/below': { version: '1.0.0' },
        'node_modules/peer': { version: '1.0.0', peer: true },
        'node_modules/maybe': { version: '1.0.0' },
      }),
    ).toEqual({
      'node_modules/a': '1.0.0',
      'node_modules/b': '1.0.0',
      'node_modules/below': '1.0.0 optional',
      'node_modules/native': '1.0.0 optional',
      'node_modules/peer': '1.0.0',
      'node_modules/shared': '1.0.0',
    });
  });

  it('refuses a part of the project, and a package that the project has not locked', () => {
    const a = { version: '1.0.0' };
    expect(() => locked({ 'node_modules/a': a, 'node_modules/b': { link: true, resolved: 'contract' } })).toThrow('a part of this project');
    expect(() => locked({ 'node_modules/a': a })).toThrow('has no b');
  });

  it('gives every package of the real one only what it has in the project', () => {
    const readJson = (...names: string[]): unknown =>
      JSON.parse(readFileSync(path.join(import.meta.dirname, '..', '..', ...names), 'utf8'));
    const project = LockFile.parse(readJson('package-lock.json'));
    const manifest = deployedManifest(readJson('functions', 'package.json'));
    const { packages } = lockFileFor(manifest, 'functions', project);
    const known = new Set(edgesOf(project.packages));
    const edges = edgesOf(packages);
    expect(edges.length).toBeGreaterThan(300);
    expect(edges.filter((edge) => !known.has(edge))).toEqual([]);
    expect(Object.keys(manifest.dependencies).map((name) => packages[`node_modules/${name}`]?.['version'])).toEqual(
      Object.values(manifest.dependencies),
    );
  });
});

/** Which version of what each package gets, as Node finds it. */
function edgesOf(packages: LockFile['packages']): string[] {
  const named = (place: string): string =>
    `${place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${String(packages[place]?.['version'])}`;
  return Object.entries(packages).flatMap(([place, { dependencies = {} }]) =>
    place.includes('node_modules/')
      ? Object.keys(dependencies).map((name) => {
          const above = place
            .split('/')
            .map((_part, index, parts) => [...parts.slice(0, parts.length - index), 'node_modules', name].join('/'));
          return `${named(place)} ${named([...above, `node_modules/${name}`].find((one) => packages[one] !== undefined) ?? name)}`;
        })
      : [],
  );
}

describe('the bundle and its manifest', () => {
  const imports = (...names: string[]) => ({ outputs: { 'index.js': { imports: names.map((name) => ({ path: name, external: true })) } } });
  const framework = { '@google-cloud/functions-framework': '5.0.5' };

  it('go together where each package is a dependency with an exact version', () => {
    const dependencies = { ...framework, hono: '4.0.0', '@google-cloud/run': '1.0.0' };
    expect(importProblems(imports('hono/route', 'hono', '@google-cloud/run', 'node:fs'), dependencies)).toEqual([]);
  });

  it.each([
    ['hono is imported and not', imports('hono/route'), framework],
    ['@oma/contract is imported and not', imports('@oma/contract'), framework],
    ['hono is a dependency of functions/package.json and never', imports(), { ...framework, hono: '4.0.0' }],
    ['hono has no exact version', imports('hono'), { ...framework, hono: '^4.0.0' }],
  ])('%s …', (problem, metafile, dependencies: Record<string, string>) => {
    expect(importProblems(metafile, dependencies)).toEqual([expect.stringContaining(problem)]);
  });
});
