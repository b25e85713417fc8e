import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { buildAndWatch } from './build-and-watch.mjs';
import { ELEMENT_PAGES, ENGLISH, ENTER, entryOf } from './pages.mjs';
import { siteOf } from './site.mjs';
import { writeFiles } from './write-files.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(web, '..');

/** A page of one element begins in its language, so that it does not flicker from one to the other. */
const elementPages = {
  name: 'element-pages',
  setup(build) {
    build.onResolve({ filter: /^page:/ }, ({ path: name }) => ({ path: name.slice('page:'.length), namespace: 'page' }));
    build.onLoad({ filter: /./, namespace: 'page' }, ({ path: page }) => ({
      contents: `
        import { showRememberedLocale, speak } from './src/i18n/localization.ts';
        void speak(${ENGLISH[page].map((part) => `() => import('./src/i18n/en/${part}.ts')`).join(', ')});
        await showRememberedLocale();
        await import('./src/pages/${page}/oma-${page}-page.ts');
      `,
      resolveDir: web,
    }));
  },
};

/** Packages that the pages use in a way of their own: see the files that stand in for them. */
const standIns = {
  name: 'stand-ins',
  setup(build) {
    const zod = path.join(web, 'src', 'zod.ts');
    build.onResolve({ filter: /^zod$/ }, ({ importer }) => (importer === zod ? undefined : { path: zod }));
    build.onResolve({ filter: /^re2js$/ }, () => ({ path: path.join(web, 'src', 'data', 'no-re2.ts') }));
  },
};

const withoutBreaks = (css) =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/(?<=[{;][a-z-]+): /g, ':');

/** What only the source needs: how styles and elements are laid out, and what the API's document says of each operation. */
const lean = {
  name: 'lean',
  setup(build) {
    const load = (filter, shorten) =>
      build.onLoad({ filter }, async ({ path: file }) => ({ contents: shorten(await readFile(file, 'utf8')), loader: 'ts' }));
    load(/[\\/]web[\\/]src[\\/].*[\\/]oma-[a-z-]+\.ts$/, (text) => text.replace(/\bcss`[^`]*`/g, withoutBreaks).replace(/\n\s+/g, '\n'));
    load(/[\\/]web[\\/]src[\\/]styles[\\/].*\.ts$/, (text) => text.replace(/\bcss`[^`]*`/g, withoutBreaks));
    load(/[\\/]contract[\\/]src[\\/]api[\\/].*\.ts$/, (text) => text.replace(/(?<=\bsummary:\s*)'(?:[^'\\]|\\.)*'/g, "''"));
  },
};

/** Drawings as text without what only a file of its own needs. */
const drawings = {
  name: 'drawings',
  setup(build) {
    build.onLoad({ filter: /\.svg$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8'))
        .replace(/<!--.*?-->/gs, '')
        .replace(/(?<=<svg[^>]*)\s(xmlns|width|height|class)="[^"]*"/g, '')
        .replace(/\s+/g, ' ')
        .replaceAll('> <', '><')
        .trim(),
      loader: 'text',
    }));
  },
};

function optionsOf({ outdir, emulators, minify, site, onBuilt }) {
  const out = path.resolve(root, outdir);
  return {
    entryPoints: { enter: ENTER, ...Object.fromEntries(ELEMENT_PAGES.map((page) => [page, entryOf(page)])) },
    outdir: path.join(out, 'assets'),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify,
    // In production the maps lie beside the scripts for whoever looks; naming them in each script would weigh more than some of the scripts.
    sourcemap: minify ? 'external' : true,
    metafile: true,
    logLevel: 'warning',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    alias: { '@oma/contract': path.join(root, 'contract', 'src', 'index.ts') },
    define: { EMULATORS: String(emulators), CONTACT: JSON.stringify(site.contact) },
    tsconfig: path.join(root, 'tsconfig.json'),
    plugins: [
      elementPages,
      standIns,
      ...(minify ? [lean] : []),
      drawings,
      {
        name: 'files',
        setup: (build) =>
          build.onEnd(async ({ metafile }) => {
            if (metafile !== undefined) onBuilt(await writeFiles({ out, outputs: metafile.outputs, site }));
          }),
      },
    ],
  };
}

/**
 * Builds the pages: scripts split by page under hashed names, HTML with the names filled in. `emulators`: sign-in by account chooser, ports from the page's
 * own address; that code is not in a production build. Resolves with what esbuild says of each script
 * (`outputs` of its metafile).
 */
export async function buildWeb({ outdir, emulators, env = process.env }) {
  await rm(path.resolve(root, outdir), { recursive: true, force: true });
  let outputs = {};
  await esbuild.build(optionsOf({ outdir, emulators, minify: true, site: siteOf(env, emulators), onBuilt: (built) => (outputs = built) }));
  return outputs;
}

/** What esbuild says of every module of the pages (`inputs` of its metafile); nothing is written. */
export async function inputsOfWeb() {
  const options = optionsOf({
    outdir: '.local/none',
    emulators: false,
    minify: true,
    site: siteOf({ SITE_URL: 'https://example.com', CONTACT_EMAIL: 'somebody@example.com' }, false),
    onBuilt: () => undefined,
  });
  const { metafile } = await esbuild.build({ ...options, write: false, plugins: options.plugins.filter(({ name }) => name !== 'files') });
  return metafile.inputs;
}

/** Builds the pages for emulators, and again after each edit; resolves with a function that ends it. */
export async function watchWeb({ outdir, env }) {
  await rm(path.resolve(root, outdir), { recursive: true, force: true });
  return buildAndWatch(optionsOf({ outdir, emulators: true, minify: false, site: siteOf(env, true), onBuilt: () => undefined }));
}
