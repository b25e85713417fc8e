import * as z from 'zod';
import type { Manifest } from './lock-file.ts';

const Workspace = z.object({
  version: z.string(),
  engines: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

/** What the bundle was found to import: the part of esbuild's metafile that is read. */
export const Metafile = z.object({
  outputs: z.record(z.string(), z.object({ imports: z.array(z.object({ path: z.string(), external: z.boolean().optional() })) })),
});

/** Nothing imports it: Google's build calls it to serve a function. */
const SERVES = '@google-cloud/functions-framework';

/** The manifest that is deployed beside the bundle: what production needs of the workspace's, and nothing of development. */
export function deployedManifest(workspace: unknown): Manifest {
  const { version, engines, dependencies } = Workspace.parse(workspace);
  return { name: 'oh-my-agent-functions', version, engines, dependencies };
}

/** What is wrong between the packages that the bundle imports and those that it is deployed with; empty where they are the same. */
export function importProblems(metafile: z.infer<typeof Metafile>, dependencies: Readonly<Record<string, string>>): string[] {
  const imported = new Set(
    Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports)
      .filter(({ path, external }) => external === true && !path.startsWith('node:'))
      .map(({ path }) => packageOf(path)),
  );
  return [
    ...[...imported]
      .filter((name) => !(name in dependencies))
      .map((name) => `${name} is imported and not a dependency of functions/package.json`),
    ...Object.keys(dependencies)
      .filter((name) => name !== SERVES && !imported.has(name))
      .map((name) => `${name} is a dependency of functions/package.json and never imported`),
    ...Object.entries(dependencies)
      .filter(([, range]) => !/^\d+\.\d+\.\d+/.test(range))
      .map(([name, range]) => `${name} has no exact version in functions/package.json, but "${range}"`),
  ];
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
