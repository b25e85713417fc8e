import { DEMO_PEOPLE } from '@oma/contract';
import process from 'node:process';
import { type Client, signIn } from '../../e2e/src/client.ts';
import { startPlatform } from '../../e2e/src/platform.ts';
import { atOnce, type Summary, summarize, timed } from './measure.ts';

/**
 * Measures how long people wait, against a platform it starts itself, from outside: the Firebase client SDK and the HTTP API. Prints medians of 20, for one
 * person and for ten at once, each beside its target. The floor of these figures on this machine is the health check of the same run.
 */
const OFFSET = 1100;
const TIMES = 20;
const PEOPLE = 10;
const SCRIPT = `\`\`\`script\n${JSON.stringify([{ say: 'hello there', deltas: 2 }])}\n\`\`\``;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [, member] = DEMO_PEOPLE;

/** From writing a question to the first text on a listener. */
async function firstText(client: Client, sessionId: string): Promise<number> {
  const startedAt = performance.now();
  const id = await client.ask(sessionId, SCRIPT);
  const { seen } = await client.watchChunks(sessionId, id);
  const first = seen.find(({ text }) => text !== '');
  if (first === undefined) throw new Error('a reply came without text');
  return first.at - startedAt;
}

/** A new session's first question and then, once the run is idle, a follow-up. */
async function twoQuestions(client: Client): Promise<{ first: number; followUp: number }> {
  const { session_id } = await client.createSession();
  const first = await firstText(client, session_id);
  await client.session(session_id, (session) => isIdle(session['run']));
  return { first, followUp: await firstText(client, session_id) };
}

const isIdle = (run: unknown): boolean => typeof run === 'object' && run !== null && 'state' in run && run.state === 'idle';

function row(what: string, { median, p95, max, count }: Summary, targetMs: number | null): void {
  const target = targetMs === null ? '' : `target ≤ ${targetMs}  ${median <= targetMs ? 'met' : 'MISSED'}`;
  say(
    `${what.padEnd(46)} median ${String(median).padStart(5)} ms   p95 ${String(p95).padStart(5)}   max ${String(max).padStart(5)}   n ${count}   ${target}`,
  );
}

say('… starting a platform of its own');
const platform = await startPlatform(OFFSET);
const clients = await Promise.all(Array.from({ length: PEOPLE }, () => signIn(OFFSET, member)));
const [client] = clients;
if (client === undefined) throw new Error('nobody could sign in');
try {
  const health = await atOnce([client], TIMES, (one) => timed(() => one.api('GET', '/api/health')));
  const read = await atOnce([client], TIMES, (one) => timed(() => one.api('GET', '/api/sessions')));
  const { session_id } = await client.createSession();
  const connect = await atOnce([client], TIMES, (one) => timed(() => one.session(session_id, () => true)));
  const alone = { first: [] as number[], followUp: [] as number[] };
  for (let count = 0; count < TIMES; count += 1) {
    const { first, followUp } = await twoQuestions(client);
    alone.first.push(first);
    alone.followUp.push(followUp);
  }
  row('floor: health check', summarize(health), null);
  row('API read', summarize(read), 100);
  row('chat connect', summarize(connect), 300);
  row('new session, Enter → first text', summarize(alone.first), 2000);
  row('follow-up, Enter → first text', summarize(alone.followUp), 500);

  say(`${PEOPLE} people at once:`);
  row('API read', summarize(await atOnce(clients, 5, (one) => timed(() => one.api('GET', '/api/sessions')))), 300);
  row('chat connect', summarize(await atOnce(clients, 5, (one) => timed(() => one.session(session_id, () => true)))), 900);
  const together = { first: [] as number[], followUp: [] as number[] };
  for (let round = 0; round < 2; round += 1) {
    for (const { first, followUp } of await Promise.all(clients.map(twoQuestions))) {
      together.first.push(first);
      together.followUp.push(followUp);
    }
  }
  row('new session, Enter → first text', summarize(together.first), 6000);
  row('follow-up, Enter → first text', summarize(together.followUp), 1500);
} finally {
  await Promise.all(clients.map((one) => one.close()));
  await platform.stop();
}
process.exit(0);
