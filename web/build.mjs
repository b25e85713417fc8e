import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const web = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(web, '..');

/** Each page: its static HTML, the script that brings it to life, and the file it is served as. */
const PAGES = {
  main: 'index.html',
  privacy: 'privacy.html',
  decision: 'decision.html',
  dashboard: 'dashboard.html',
  agent: 'agent.html',
  workspace: 'workspace.html',
  admin: 'admin.html',
  'not-found': '404.html',
};

/** The address people may write to. A developer's machine has one of its own; a deployment must say which. */
function contact(emulators) {
  const given = process.env.CONTACT_EMAIL || (emulators ? process.env.ADMIN_EMAILS?.split(',')[0]?.trim() || 'admin@example.com' : '');
  if (given === '') throw new Error('CONTACT_EMAIL: set the address that the pages name for questions.');
  return given;
}

/** The version of the privacy page is the consent that the API demands: both come from the contract. */
async function consentVersion() {
  const source = await readFile(path.join(root, 'contract', 'src', 'beta.ts'), 'utf8');
  const found = /export const CONSENT_VERSION = '([^']+)'/.exec(source);
  if (found === null) throw new Error('contract/src/beta.ts names no CONSENT_VERSION');
  return found[1];
}

/**
 * Builds the pages: scripts split by page under hashed names, HTML with the names filled in. `emulators`: sign-in by account chooser, ports from the page's
 * own address; that code is not in a production build. With `watch` it builds again after each edit and answers a function that ends it.
 */
export async function buildWeb({ outdir, emulators, watch = false }) {
  const out = path.resolve(root, outdir);
  await rm(out, { recursive: true, force: true });
  const options = {
    entryPoints: Object.fromEntries(Object.keys(PAGES).map((page) => [page, path.join(web, 'src', 'pages', page, 'boot.ts')])),
    outdir: path.join(out, 'assets'),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: !watch,
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'text' },
    alias: { '@oma/contract': path.join(root, 'contract', 'src', 'index.ts') },
    define: { EMULATORS: String(emulators), CONTACT: JSON.stringify(contact(emulators)) },
    tsconfig: path.join(root, 'tsconfig.json'),
    plugins: [
      {
        name: 'html',
        setup: (build) =>
          build.onEnd((result) => (result.metafile === undefined ? undefined : writePages(out, result.metafile, contact(emulators)))),
      },
    ],
  };
  if (!watch) {
    await esbuild.build(options);
    return async () => undefined;
  }
  const context = await esbuild.context(options);
  await context.rebuild();
  await context.watch();
  return () => context.dispose();
}

async function writePages(out, metafile, contactAddress) {
  await mkdir(path.join(out, 'assets'), { recursive: true });
  const css = await esbuild.build({
    entryPoints: [path.join(web, 'src', 'styles', 'page.css')],
    outdir: path.join(out, 'assets'),
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  const version = await consentVersion();
  const head = await readFile(path.join(web, 'src', 'pages', 'head.html'), 'utf8');
  await copyFile(path.join(web, 'src', 'styles', 'first-paint.js'), path.join(out, 'assets', 'first-paint.js'));
  const sheet = Object.keys(css.metafile.outputs).find((name) => name.endsWith('.css'));
  for (const [page, file] of Object.entries(PAGES)) {
    const entry = `web/src/pages/${page}/boot.ts`;
    const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry);
    if (found === undefined) throw new Error(`no output for ${entry}`);
    const [script, { imports }] = found;
    const preloads = imports
      .filter(({ kind }) => kind === 'import-statement')
      .map(({ path: chunk }) => `<link rel="modulepreload" href="/assets/${path.basename(chunk)}">`)
      .join('\n    ');
    const html = await readFile(path.join(web, 'src', 'pages', page, 'page.html'), 'utf8');
    await writeFile(
      path.join(out, file),
      html
        .replace('<!--head-->', head.trim())
        .replace('<!--styles-->', `<link rel="stylesheet" href="/assets/${path.basename(sheet ?? '')}">`)
        .replace('<!--script-->', `${preloads}\n    <script type="module" src="/assets/${path.basename(script)}"></script>`)
        .replaceAll('%CONTACT%', contactAddress)
        .replaceAll('%CONSENT_VERSION%', version),
    );
  }
}
