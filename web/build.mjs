import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, watch } from 'rolldown';
import { GROUPS } from './groups.mjs';
import { ELEMENT_PAGES, ENGLISH, ENTER, entryOf, MEASURE } from './pages.mjs';
import { siteOf } from './site.mjs';
import { writeFiles } from './write-files.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(web, '..');
const nameOf = (module) => path.relative(root, module).replaceAll(path.sep, '/');

/** A page of one element begins in its language, so that it does not flicker from one to the other. */
const elementPages = {
  name: 'element-pages',
  resolveId: { filter: { id: /^web\/page:/ }, handler: (name) => path.join(root, name) },
  load: {
    filter: { id: /[\\/]web[\\/]page:/ },
    handler: (id) => {
      const page = id.slice(id.lastIndexOf(':') + 1);
      return `
        import { showRememberedLocale, speak } from './src/i18n/localization.ts';
        void speak(${ENGLISH[page].map((part) => `() => import('./src/i18n/en/${part}.ts')`).join(', ')});
        await showRememberedLocale();
        await import('./src/pages/${page}/oma-${page}-page.ts');
      `;
    },
  },
};

/** Packages that the pages use in a way of their own: see the files that stand in for them. */
const standIns = {
  name: 'stand-ins',
  resolveId: {
    filter: { id: /^(?:zod|re2js)$/ },
    handler: (name, importer) => {
      if (name === 're2js') return path.join(web, 'src', 'data', 'no-re2.ts');
      const zod = path.join(web, 'src', 'zod.ts');
      return importer === zod ? null : zod;
    },
  },
};

/** Workbooks are read in a worker of ours, and unpacked there as well: the package would start another from a `blob:`, which the pages' policy refuses. */
const unpacking = {
  name: 'unpacking',
  transform: {
    filter: { id: /[\\/]read-excel-file[\\/]modules[\\/]zip[\\/]unzipFromArrayBuffer\.js$/ },
    handler: (code) => {
      const theirs = "import { unzip } from 'fflate';";
      if (!code.includes(theirs)) throw new Error('read-excel-file unpacks in another way than it did: see web/build.mjs');
      const ours = "import { unzipSync } from 'fflate';\nconst unzip = (archive, done) => done(null, unzipSync(archive));";
      return { code: code.replace(theirs, ours), map: null };
    },
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
  load: {
    filter: { id: /[\\/](?:web|contract)[\\/]src[\\/].*\.ts$/ },
    handler: async (id) => {
      const text = await readFile(id, 'utf8');
      if (/[\\/]oma-[a-z-]+\.ts$/.test(id)) return text.replace(/\bcss`[^`]*`/g, withoutBreaks).replace(/\n\s+/g, '\n');
      if (/[\\/]styles[\\/]|-styles\.ts$/.test(id)) return text.replace(/\bcss`[^`]*`/g, withoutBreaks);
      if (/[\\/]contract[\\/]src[\\/]api[\\/]/.test(id)) return text.replace(/(?<=\bsummary:\s*)'(?:[^'\\]|\\.)*'/g, "''");
      return text;
    },
  },
};

/** Drawings as text without what only a file of its own needs. */
const drawings = {
  name: 'drawings',
  load: {
    filter: { id: /\.svg$/ },
    handler: async (id) => ({
      code: (await readFile(id, 'utf8'))
        .replace(/<!--.*?-->/gs, '')
        .replace(/(?<=<svg[^>]*)\s(xmlns|width|height|class)="[^"]*"/g, '')
        .replace(/\s+/g, ' ')
        .replaceAll('> <', '><')
        .trim(),
      moduleType: 'text',
    }),
  },
};

/** What was built, as `chunks.mjs` has it. */
const scriptsOf = (assets, bundle) =>
  Object.fromEntries(
    Object.values(bundle)
      .filter(({ type }) => type === 'chunk')
      .map(({ fileName, facadeModuleId, imports, modules }) => [
        nameOf(path.join(assets, fileName)),
        {
          begins: facadeModuleId === null ? undefined : nameOf(facadeModuleId),
          imports: imports.map((name) => nameOf(path.join(assets, name))),
          holds: Object.fromEntries(Object.entries(modules).map(([id, { renderedLength }]) => [nameOf(id), renderedLength])),
        },
      ]),
  );

function optionsOf({ outdir, emulators, minify, site, plugins = [] }) {
  return {
    cwd: root,
    input: { enter: ENTER, measure: MEASURE, ...Object.fromEntries(ELEMENT_PAGES.map((page) => [page, entryOf(page)])) },
    resolve: { alias: { '@oma/contract': path.join(root, 'contract', 'src', 'index.ts') } },
    tsconfig: path.join(root, 'tsconfig.json'),
    transform: { target: 'es2022', define: { EMULATORS: String(emulators), CONTACT: JSON.stringify(site.contact) } },
    // A part of a group has no file of its own that would only lead there.
    preserveEntrySignatures: 'allow-extension',
    logLevel: 'warn',
    plugins: [elementPages, standIns, unpacking, ...(minify ? [lean] : []), drawings, ...plugins],
    output: {
      dir: path.resolve(root, outdir, 'assets'),
      format: 'esm',
      minify,
      // In production the maps lie beside the scripts for whoever looks; naming them in each script would weigh more than some of the scripts.
      sourcemap: minify ? 'hidden' : true,
      entryFileNames: '[name]-[hash].js',
      chunkFileNames: '[name]-[hash].js',
      codeSplitting: { groups: GROUPS },
    },
  };
}

/** What goes around the scripts, each time they were written; `onWritten` is told of all scripts. */
const surroundings = ({ outdir, site, onWritten = () => undefined }) => ({
  name: 'surroundings',
  writeBundle: async ({ dir }, bundle) =>
    onWritten(await writeFiles({ out: path.resolve(root, outdir), modules: scriptsOf(dir, bundle), site })),
});

/**
 * Builds the pages: scripts split by page under hashed names, HTML with the names filled in. `emulators`: sign-in by account chooser, ports from the page's
 * own address; that code is not in a production build. Resolves with the scripts, as `chunks.mjs` has them.
 */
export async function buildWeb({ outdir, emulators, env = process.env }) {
  await rm(path.resolve(root, outdir), { recursive: true, force: true });
  const site = siteOf(env, emulators);
  let scripts = {};
  const plugins = [surroundings({ outdir, site, onWritten: (written) => (scripts = written) })];
  const { output, ...input } = optionsOf({ outdir, emulators, minify: true, site, plugins });
  const build = await rolldown(input);
  try {
    await build.write(output);
  } finally {
    await build.close();
  }
  return scripts;
}

/** Every module of the pages with the modules that it imports, at once or later; nothing is written. */
export async function modulesOfWeb() {
  const modules = {};
  const told = {
    name: 'told',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const { importedIds, dynamicallyImportedIds } = this.getModuleInfo(id);
        modules[nameOf(id)] = [...importedIds, ...dynamicallyImportedIds].map(nameOf);
      }
    },
  };
  const site = siteOf({ SITE_URL: 'https://example.com', CONTACT_EMAIL: 'somebody@example.com' }, false);
  const { output, ...input } = optionsOf({ outdir: '.local/none', emulators: false, minify: true, site, plugins: [told] });
  const build = await rolldown(input);
  try {
    await build.generate(output);
  } finally {
    await build.close();
  }
  return modules;
}

/** Builds the pages for emulators, and again after each edit; resolves with a function that ends it. Rejects where the first build fails. */
export async function watchWeb({ outdir, env }) {
  await rm(path.resolve(root, outdir), { recursive: true, force: true });
  const site = siteOf(env, true);
  const watcher = watch(optionsOf({ outdir, emulators: true, minify: false, site, plugins: [surroundings({ outdir, site })] }));
  const first = Promise.withResolvers();
  let isFirst = true;
  watcher.on('event', async (event) => {
    if (event.code === 'BUNDLE_END') {
      await event.result.close();
      isFirst = false;
      first.resolve();
    } else if (event.code === 'ERROR') {
      await event.result?.close();
      if (isFirst) first.reject(event.error);
      else process.stderr.write(`${event.error.message}\n`);
    }
  });
  try {
    await first.promise;
  } catch (error) {
    await watcher.close();
    throw error;
  }
  return () => watcher.close();
}
