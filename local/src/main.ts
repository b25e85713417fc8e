import { existsSync } from 'node:fs';
import process from 'node:process';
import { bringToolbox } from '../toolbox.mjs';
import { readEnvironment, readOptions } from './options.ts';
import { startPlatform } from './platform.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

// No metadata server here; the Google clients would look for one and warn.
process.env['METADATA_SERVER_DETECTION'] = 'none';
if (existsSync('.env.local')) process.loadEnvFile('.env.local');
const options = readOptions(process.argv.slice(2));
if (!options.ok) refuse(options.sentence);
const environment = readEnvironment(process.env);
if (!environment.ok) refuse(environment.sentence);

const started = await startPlatform(process.cwd(), options.value, environment.value, say);
if (!started.ok) refuse(started.sentence);

/** One Ctrl-C comes several times: from the terminal, and from npm and the launcher's first half, which pass it on. */
const ONE_PRESS_MS = 1000;
const stopping = new AbortController();
let isStopping = false;
let askedAt = 0;
const stop = (): void => {
  if (isStopping && performance.now() - askedAt < ONE_PRESS_MS) return;
  if (isStopping) process.exit(130);
  isStopping = true;
  stopping.abort();
  askedAt = performance.now();
  say('\nStopping: work that is running is ended first, then the data is kept. Press Ctrl-C again to end at once.');
  void started.value.stop().then(() => {
    say('Stopped.');
    process.exit(0);
  });
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
void started.value.brokeDown.then((sentence) => {
  if (isStopping) return;
  isStopping = true;
  stopping.abort();
  process.stderr.write(`${sentence}\n`);
  void started.value.stop().then(() => process.exit(1));
});
say(`Ready: ${started.value.url}`);
void bringToolbox({ signal: stopping.signal }).then((why) => {
  if (why !== null && !isStopping) say(`No office toolbox: agents make no Excel files, charts or PDF summaries here, because ${why}.`);
});
