// Fails where a message has no English, English is left over from a message that is gone, or a page says something whose English it does not load.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { modulesOfWeb } from './build.mjs';
import { ELEMENT_PAGES, ENTER, entryOf } from './pages.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(web, '..');
const out = path.join(root, '.local', 'localize');
const ENGLISH = 'web/src/i18n/en/';
/** Loaded with words of its own, by every page, for those without access. */
const WAITING = 'web/src/pages/waiting/load-waiting-room.ts';

const ids = extractedIds();
const english = new Map();
const problems = [];

for (const file of readdirSync(path.join(web, 'src', 'i18n', 'en'))) {
  const { templates } = await import(`./src/i18n/en/${file}`);
  for (const id of Object.keys(templates)) {
    if (english.has(id)) problems.push(`English for "${id}" is in two files`);
    if (!ids.has(id)) problems.push(`English for "${id}", which no page says`);
    english.set(id, `${ENGLISH}${file}`);
  }
}
for (const id of ids) if (!english.has(id)) problems.push(`no English for "${id}"`);
if (ids.size === 0) problems.push('no messages were found');

const modules = await modulesOfWeb();
for (const entry of [...ELEMENT_PAGES.map(entryOf), ENTER, WAITING]) {
  const files = reachedFrom(entry);
  for (const id of files.flatMap(idsIn))
    if (english.has(id) && !files.includes(english.get(id))) problems.push(`${entry} says "${id}" and does not load ${english.get(id)}`);
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);

/** The extraction is lit-localize's own. */
function extractedIds() {
  rmSync(out, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync('lit-localize', ['extract', '--config', path.join(web, 'lit-localize.json')], {
    cwd: web,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    process.exit(1);
  }
  const units = readFileSync(path.join(out, 'xliff', 'en.xlf'), 'utf8').matchAll(/<trans-unit id="([^"]+)"/g);
  return new Set([...units].map(([, id]) => id));
}

function reachedFrom(entry) {
  const reached = new Set();
  const take = (file) => {
    if (reached.has(file) || (file === WAITING && entry !== WAITING)) return;
    reached.add(file);
    for (const next of modules[file]) take(next);
  };
  take(entry);
  return [...reached];
}

function idsIn(file) {
  if (!file.startsWith('web/src/') || file.startsWith(ENGLISH)) return [];
  return [...readFileSync(path.join(root, file), 'utf8').matchAll(/\bid: '([^']+)'/g)].map(([, id]) => id);
}
