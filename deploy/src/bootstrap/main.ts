import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { gcloudCloud } from '../gcloud.ts';
import type { SecretName } from '../names.ts';
import { bootstrap } from './bootstrap.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Asks on the terminal without showing what is typed. */
async function ask(name: SecretName): Promise<string> {
  process.stdout.write(`${name} (not shown): `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const value = await terminal.question('');
  terminal.close();
  process.stdout.write('\n');
  return value.trim();
}

const [name, ...flags] = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== '--apply');
if (name === undefined || name.startsWith('-') || unknown.length > 0) {
  say(unknown.length > 0 ? `There is no ${unknown.join(' ')}.` : 'Which environment?');
  say('  npm run bootstrap -- production           shows every change, and makes none');
  say('  npm run bootstrap -- production --apply   makes them');
  process.exit(1);
}
process.exitCode = await bootstrap({
  root: process.cwd(),
  name,
  applies: flags.includes('--apply'),
  cloudOf: (project) => gcloudCloud({ project, say }),
  canGiveSecret: (secret) => (process.env[secret] ?? '') !== '' || process.stdin.isTTY,
  secretValue: (secret) => {
    const given = process.env[secret] ?? '';
    return given === '' ? ask(secret) : Promise.resolve(given);
  },
  say,
});
