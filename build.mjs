import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { buildAndWatch } from './build-and-watch.mjs';
import { writePackage } from './functions/package/write-package.ts';
import { buildWeb, watchWeb } from './web/build.mjs';

/** Bundles the deployables. The functions' npm packages stay external; the contract is bundled in, for a deployed folder cannot see the workspace. */
const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));

const node = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  alias: { '@oma/contract': new URL('contract/src/index.ts', import.meta.url).pathname },
  sourcemap: true,
  logLevel: 'warning',
  define: {
    PLATFORM_VERSION: JSON.stringify(process.env.REVISION ? `${version}+${process.env.REVISION}` : version),
    PUBLIC_ACCESS: JSON.stringify(process.env.PUBLIC_ACCESS ?? 'iam'),
    WARM_INSTANCES: JSON.stringify(Number(process.env.WARM_INSTANCES ?? 0)),
  },
};

const functionsOptions = { ...node, entryPoints: ['functions/src/index.ts'], outfile: 'functions/dist/index.js' };
/** The letters on their own, for the preview of the local mailbox. */
const mailTemplatesOptions = {
  ...node,
  entryPoints: ['functions/src/mail/templates/index.ts'],
  outfile: 'functions/dist/mail-templates.js',
};
/** The runner starts for every conversation, so its packages are bundled and minified: half the files and a third less to do before `claim`. */
const runnerOptions = {
  ...node,
  packages: 'bundle',
  entryPoints: ['runner/src/main.ts', 'runner/src/self-test.ts'],
  outdir: 'runner/dist',
  splitting: true,
  minify: true,
  keepNames: true,
  // Some of the packages are CommonJS and ask for Node's own modules by `require`.
  banner: { js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);" },
};

const programs = { functions: functionsOptions, 'mail-templates': mailTemplatesOptions, runner: runnerOptions };

/** Builds everything once, as it is deployed. */
export async function buildAll() {
  await Promise.all([buildFunctions(), buildRunner(), buildWeb({ outdir: 'web/dist', emulators: false })]);
}

/** Builds the folder that is deployed as the functions: the one that firebase.json names, or another. */
export async function buildFunctions(folder = path.join(root, 'functions', 'dist')) {
  const into = ({ outfile, ...options }) => ({ ...options, outfile: path.join(folder, path.basename(outfile)), metafile: true });
  const [{ metafile }] = await Promise.all([esbuild.build(into(functionsOptions)), esbuild.build(into(mailTemplatesOptions))]);
  await writePackage(root, folder, metafile);
}

/** Builds the runner's program; resolves with what esbuild says of its parts. */
export async function buildRunner(outdir = runnerOptions.outdir) {
  const { metafile } = await esbuild.build({ ...runnerOptions, outdir, metafile: true });
  return metafile;
}

/** Writes what has changed only: another platform of this checkout would take a rewritten bundle for an edit. */
const writeChanged = {
  name: 'write-changed',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path: file, contents } of outputFiles) {
        const before = await readFile(file).catch(() => null);
        if (before?.equals(contents)) continue;
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, contents);
      }
    });
  },
};

/**
 * Builds everything for emulators, and again after each edit; the pages, which know their address, into the folder `pages`. `siteUrl`: where they are served.
 * `onBuilt(name)` is called after each further build; resolves with a function that ends it.
 */
export async function watchAll({ siteUrl, pages, onBuilt }) {
  const watched = await Promise.all([
    ...Object.entries(programs).map(([name, options]) =>
      buildAndWatch({ ...options, write: false, plugins: [writeChanged] }, () => onBuilt(name)),
    ),
    watchWeb({ outdir: pages, env: { ...process.env, SITE_URL: siteUrl } }),
  ]);
  return async () => {
    await Promise.all(watched.map((end) => end()));
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) await buildAll();
