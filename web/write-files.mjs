import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { apiReference } from './api-reference.mjs';
import { fileOf, scriptsOfEsbuild, withImports } from './chunks.mjs';
import { elementModuleOf, ENTER, entryOf, MEASURE, PAGES, STATIC_PAGES } from './pages.mjs';
import { CARD, LANGUAGES, pictureFile, PICTURES, THEMES } from './pictures.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const source = (...names) => path.join(web, 'src', ...names);

/**
 * Writes what goes around the scripts that were built from modules (`modules`): styles, the small scripts of static pages, pictures, icons and the HTML of every
 * page. Resolves with all scripts, as `chunks.mjs` has them.
 */
export async function writeFiles({ out, modules, site }) {
  const assets = path.join(out, 'assets');
  await mkdir(assets, { recursive: true });
  const [styles, firstPaint, boots, pictures, words] = await Promise.all([
    bundle(assets, { page: source('styles', 'page.css'), landing: source('styles', 'landing.css') }),
    // Not esbuild's own form of it: that takes along what loads modules elsewhere, twice as much as the script itself.
    bundle(
      assets,
      { 'first-paint': source('first-paint.ts') },
      { banner: { js: '(()=>{' }, footer: { js: '})()' }, plugins: [linkTo(modules, MEASURE)] },
    ),
    bundle(assets, Object.fromEntries(Object.keys(STATIC_PAGES).map((page) => [page, path.join(web, '..', entryOf(page))])), {
      plugins: [linkTo(modules, ENTER)],
    }),
    copyHashed(path.join(web, 'static', 'pictures'), assets),
    wordsOf(site),
  ]);
  const scripts = { ...modules, ...scriptsOfEsbuild({ ...boots, ...firstPaint }) };
  const names = { ...namesOf(styles), ...namesOf(firstPaint) };
  await Promise.all([copyStatic(out, words), writeManifest(out, site)]);
  const parts = { ...(await partsOf(pictures)), '<!--api-->': await referenceOf() };
  for (const [page, file] of Object.entries(PAGES)) {
    const isStatic = page in STATIC_PAGES;
    const template = await readFile(isStatic ? source('pages', page, 'page.html') : source('pages', 'shell.html'), 'utf8');
    const html = fill(fill(template, parts), {
      '<!--element-->': `<oma-${page}-page></oma-${page}-page>`,
      '<!--first-paint-->': `<script src="/assets/${names['first-paint']}"></script>`,
      '<!--styles-->': `<link rel="stylesheet" href="/assets/${isStatic ? names.landing : names.page}" />`,
      '<!--script-->': scriptsOf(scripts, page),
    });
    await writeFile(path.join(out, file), fill(html, words));
  }
  return scripts;
}

const fill = (text, values) => Object.entries(values).reduce((filled, [mark, value]) => filled.replaceAll(mark, () => value), text);

const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Bundles each entry into one file of its own under a hashed name: a few lines that pages share are quicker twice than in a further file. */
async function bundle(assets, entryPoints, options = {}) {
  const { metafile } = await esbuild.build({
    entryPoints,
    outdir: assets,
    absWorkingDir: path.join(web, '..'),
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    logLevel: 'warning',
    ...options,
  });
  return metafile.outputs;
}

/** The hashed name of each entry's file, by the entry's own. */
const namesOf = (outputs) =>
  Object.fromEntries(Object.entries(outputs).map(([file, { entryPoint }]) => [path.parse(entryPoint).name, path.basename(file)]));

/** Lets a bundle load a module that was built before, instead of taking it in. */
const linkTo = (modules, module) => ({
  name: 'link',
  setup: (build) =>
    build.onResolve({ filter: /./ }, ({ path: name, resolveDir }) =>
      path.resolve(resolveDir, name) === path.join(web, '..', module)
        ? { path: `./${path.basename(fileOf(modules, module))}`, external: true }
        : undefined,
    ),
});

/** Copies pictures under names that change with what is in them; answers the name of each. */
async function copyHashed(folder, assets) {
  const names = {};
  for (const file of await readdir(folder)) {
    const content = await readFile(path.join(folder, file));
    const { name, ext } = path.parse(file);
    names[file] = `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase()}${ext}`;
    await writeFile(path.join(assets, names[file]), content);
  }
  return names;
}

async function wordsOf(site) {
  return {
    '%SITE_URL%': site.url,
    '%PLATFORM_NAME%': escapeHtml(site.name),
    '%CONTACT%': escapeHtml(site.contact),
    '%CONSENT_VERSION%': await consentVersion(),
  };
}

/** The version of the privacy page is the consent that the API demands: both come from the contract. */
async function consentVersion() {
  const { CONSENT_VERSION } = await import('../contract/src/beta.ts');
  return CONSENT_VERSION;
}

/** Files that keep their names: icons as they are, the others with the words of this deployment. */
async function copyStatic(out, words) {
  await cp(path.join(web, 'static', 'icons'), path.join(out, 'icons'), { recursive: true });
  await cp(source('mark.svg'), path.join(out, 'favicon.svg'));
  for (const file of ['robots.txt', 'sitemap.xml']) {
    await writeFile(path.join(out, file), fill(await readFile(path.join(web, 'static', file), 'utf8'), words));
  }
}

/** The name of the platform in JSON is not escaped as in HTML. */
async function writeManifest(out, { name }) {
  const manifest = JSON.parse(await readFile(path.join(web, 'static', 'manifest.webmanifest'), 'utf8'));
  await writeFile(path.join(out, 'manifest.webmanifest'), JSON.stringify({ ...manifest, name }));
}

async function partsOf(pictures) {
  const icon = async (name) => (await readFile(new URL(import.meta.resolve(`lucide-static/icons/${name}.svg`)), 'utf8')).trim();
  const decorative = (svg) => svg.replace('<svg', '<svg aria-hidden="true"').replace(/<!--.*?-->\s*/s, '');
  const icons = ['languages', 'moon', 'sun', 'check', 'square', 'file-pen', 'terminal'];
  const drawn = Object.fromEntries(await Promise.all(icons.map(async (name) => [`<!--icon:${name}-->`, decorative(await icon(name))])));
  return {
    '<!--head-->': (await readFile(source('pages', 'head.html'), 'utf8')).trim(),
    '<!--top-->': (await readFile(source('pages', 'top.html'), 'utf8')).trim(),
    '<!--mark-->': decorative((await readFile(source('mark.svg'), 'utf8')).trim()),
    ...drawn,
    '<!--workspace-->': LANGUAGES.flatMap((language) => THEMES.map((theme) => pictureOf(pictures, theme, language))).join('\n'),
    '%CARD%': `/assets/${pictures[CARD.file]}`,
    '%CARD_WIDTH%': String(CARD.width),
    '%CARD_HEIGHT%': String(CARD.height),
  };
}

/** The API in words, from the document that the API itself gives out. */
async function referenceOf() {
  const { openApiDocument } = await import('../contract/src/api/openapi.ts');
  return apiReference(openApiDocument(''));
}

const SAID = {
  ko: '작업 공간 화면: 매출 파일을 만들어 합계를 내 달라는 말에 에이전트가 파일을 쓰고 계산한 뒤, 합계와 든 비용을 답으로 보여 줘요.',
  en: 'The workspace: asked to make a sales file and add it up, the agent writes the file, runs the sum, and answers with the total and what it cost.',
};

/** One picture for each language and theme; those that are not shown are not fetched either. */
function pictureOf(pictures, theme, language) {
  const { desktop, phone } = PICTURES;
  const address = (shape) => `/assets/${pictures[pictureFile(shape, theme, language)]}`;
  return `<picture lang="${language}" class="in-${theme}"><source media="(max-width: 640px)" srcset="${address('phone')}" width="${phone.width}" height="${phone.height}" /><img src="${address('desktop')}" width="${desktop.width}" height="${desktop.height}" loading="lazy" decoding="async" alt="${SAID[language]}" /></picture>`;
}

/** The script of a page, and what it surely needs along with it: fetched at once instead of one after the other. */
function scriptsOf(scripts, page) {
  const entry = fileOf(scripts, entryOf(page));
  const element = elementModuleOf(page);
  const needed = withImports(scripts, element === null ? [entry] : [entry, fileOf(scripts, element)]);
  const preloads = needed
    .filter((file) => file !== entry)
    .map((file) => `<link rel="modulepreload" href="/assets/${path.basename(file)}" />`);
  return [...preloads, `<script type="module" src="/assets/${path.basename(entry)}"></script>`].join('\n    ');
}
