// Fails where a message has no English, or English is left over from a message that is gone. The extraction is lit-localize's own.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('.', import.meta.url));
const out = path.join(web, '..', '.local', 'localize');
rmSync(out, { recursive: true, force: true });
const { status, stdout, stderr } = spawnSync('lit-localize', ['extract', '--config', path.join(web, 'lit-localize.json')], {
  cwd: web,
  encoding: 'utf8',
});
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(1);
}
const ids = new Set([...readFileSync(path.join(out, 'xliff', 'en.xlf'), 'utf8').matchAll(/<trans-unit id="([^"]+)"/g)].map(([, id]) => id));
const { templates } = await import('./src/i18n/en.ts');
const missing = [...ids].filter((id) => !(id in templates));
const leftOver = Object.keys(templates).filter((id) => !ids.has(id));
for (const id of missing) process.stderr.write(`no English for "${id}"\n`);
for (const id of leftOver) process.stderr.write(`English for "${id}", which no page says\n`);
if (ids.size === 0) process.stderr.write('no messages were found\n');
process.exit(missing.length + leftOver.length === 0 && ids.size > 0 ? 0 : 1);
