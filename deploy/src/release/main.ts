import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { readEnvironment } from '../environment.ts';
import { gcloudCloud } from '../gcloud.ts';
import { spawned } from '../program.ts';
import { preview } from './preview.ts';
import { release } from './release.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const [name, ...flags] = process.argv.slice(2);
const channel = flags.find((flag) => flag.startsWith('--preview='))?.slice('--preview='.length);
const unknown = flags.filter((flag) => flag !== '--tested' && !/^--preview=[a-z0-9-]{1,40}$/.test(flag));
if (name === undefined || name.startsWith('-') || unknown.length > 0) {
  say(unknown.length > 0 ? `There is no ${unknown.join(' ')}.` : 'Which environment?');
  say('  npm run deploy -- production              tests, builds and deploys what is committed');
  say('  npm run deploy -- production --tested     without testing once more');
  say('  npm run deploy -- staging --preview=pr-1  the pages only, on an address of their own for a week');
  process.exit(1);
}
const root = process.cwd();
const read = readEnvironment(root, name);
if (!read.ok) {
  say(read.sentence);
  process.exit(1);
}
const environment = read.value;
let takeBack: (() => Promise<void>) | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    say('Ended before it was done.');
    void (takeBack ?? (() => Promise.resolve()))().finally(() => process.exit(1));
  });
const tools = {
  root,
  cloud: gcloudCloud({ project: environment.project, say }),
  start: spawned,
  say,
  fetch,
  now: () => Date.now(),
  onInterrupt: (next: (() => Promise<void>) | null) => {
    takeBack = next;
  },
  wait: async (ms: number) => wait(ms),
};
process.exitCode =
  channel === undefined
    ? await release(tools, environment, { isTested: flags.includes('--tested') })
    : await preview(tools, environment, channel);
