import { DEMO_PEOPLE, portsAt } from '@oma/contract';
import process from 'node:process';
import { newContext, signInOnPage, startBrowser } from '../../e2e/src/browser.ts';
import { type Client, signIn } from '../../e2e/src/client.ts';
import { approve } from '../../e2e/src/operator.ts';
import { startPlatform } from '../../e2e/src/platform.ts';
import { browserLag } from './browser-lag.ts';
import { atOnce, type Summary, summarize, timed } from './measure.ts';

/**
 * Measures how long people wait, against a platform it starts itself, from outside: the Firebase client SDK and the HTTP API. Prints medians of 20, for one
 * person and for ten at once, each beside its target. The floor of these figures on this machine is the health check of the same run.
 */
const OFFSET = 13_000;
const TIMES = 20;
const PEOPLE = 10;
const SCRIPT = `\`\`\`script\n${JSON.stringify([{ say: 'hello there', deltas: 2 }])}\n\`\`\``;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [, member] = DEMO_PEOPLE;

/** One of ten different people. */
async function signInApproved(index: number): Promise<Client> {
  const client = await signIn(OFFSET, { sub: `bench-${index}`, email: `bench-${index}@example.com` });
  await approve(OFFSET, client.uid);
  return client;
}

/** From opening a session's page to what is there, with a connection of its own each time; signing in is not counted. */
async function connectTimes(people: number, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const fresh = await Promise.all(Array.from({ length: people }, (_, index) => signInApproved(index)));
    const sessions = await Promise.all(fresh.map((one) => one.createSession()));
    times.push(...(await Promise.all(fresh.map((one, index) => timed(() => one.session(sessions[index]?.session_id ?? '', () => true))))));
    await Promise.all(fresh.map((one) => one.close()));
  }
  return times;
}

/** From writing a question to the first text on a listener. */
async function firstText(client: Client, sessionId: string): Promise<number> {
  const startedAt = performance.now();
  const id = await client.ask(sessionId, SCRIPT);
  const { seen } = await client.watchChunks(sessionId, id);
  const first = seen.find(({ text }) => text !== '');
  if (first === undefined) throw new Error('a reply came without text');
  return first.at - startedAt;
}

type Waits = { first: number[]; followUp: number[] };

/** Everybody opens a session and asks at once; when all have their answer and all runs are idle, everybody asks on. */
async function twoQuestions(people: readonly Client[], waits: Waits): Promise<void> {
  const sessions = await Promise.all(people.map((client) => client.createSession()));
  const each = <T>(work: (client: Client, sessionId: string) => Promise<T>): Promise<T[]> =>
    Promise.all(people.map((client, index) => work(client, sessions[index]?.session_id ?? '')));
  waits.first.push(...(await each(firstText)));
  await each((client, sessionId) => client.session(sessionId, (session) => isIdle(session['run'])));
  waits.followUp.push(...(await each(firstText)));
}

/** A session is opened and its run begun, as whoever writes their question has it begun; once that is up they ask. */
async function warmedQuestion(client: Client): Promise<number> {
  const { session_id } = await client.createSession();
  const { status } = await client.api('POST', `/api/sessions/${session_id}/warm`);
  if (status !== 202) throw new Error(`nothing was begun: ${status}`);
  await client.session(session_id, (session) => isIdle(session['run']));
  return firstText(client, session_id);
}

const isIdle = (run: unknown): boolean => typeof run === 'object' && run !== null && 'state' in run && run.state === 'idle';

function row(what: string, { median, p95, max, count }: Summary, targetMs: number | null): void {
  const target = targetMs === null ? '' : `target ≤ ${targetMs}  ${median <= targetMs ? 'met' : 'MISSED'}`;
  say(
    `${what.padEnd(46)} median ${String(median).padStart(5)} ms   p95 ${String(p95).padStart(5)}   max ${String(max).padStart(5)}   n ${count}   ${target}`,
  );
}

say('… starting a platform of its own');
const [platform, browser] = await Promise.all([startPlatform(OFFSET), startBrowser()]);
const modelUrl = `http://127.0.0.1:${portsAt(OFFSET).model}`;
const clients: Client[] = [];
try {
  clients.push(...(await Promise.all(Array.from({ length: PEOPLE }, (_, index) => signInApproved(index)))));
  const [client] = clients;
  if (client === undefined) throw new Error('nobody could sign in');
  const health = await atOnce([client], TIMES, (one) => timed(() => one.api('GET', '/api/health')));
  const read = await atOnce([client], TIMES, (one) => timed(() => one.api('GET', '/api/sessions')));
  const connect = await connectTimes(1, TIMES);
  const alone: Waits = { first: [], followUp: [] };
  for (let count = 0; count < TIMES; count += 1) await twoQuestions([client], alone);
  const warmed: number[] = [];
  for (let count = 0; count < TIMES; count += 1) warmed.push(await warmedQuestion(client));
  row('floor: health check', summarize(health), null);
  row('API read', summarize(read), 100);
  row('chat connect', summarize(connect), 300);
  row('new session, Enter → first text', summarize(alone.first), 2000);
  row('new session warmed, Enter → first text', summarize(warmed), 500);
  row('follow-up, Enter → first text', summarize(alone.followUp), 500);

  const context = await newContext(browser);
  const page = await context.newPage();
  await signInOnPage(page, platform.url, member.email);
  await page.getByTestId('new-session').click();
  await page.getByTestId('composer').waitFor();
  await browserLag(page, modelUrl);
  const lags: number[] = [];
  for (let count = 0; count < TIMES; count += 1) lags.push(await browserLag(page, modelUrl));
  await context.close();
  row('run is up: text sent → text in the browser', summarize(lags), 300);

  say(`${PEOPLE} people at once:`);
  row('API read', summarize(await atOnce(clients, 5, (one) => timed(() => one.api('GET', '/api/sessions')))), 300);
  row('chat connect', summarize(await connectTimes(PEOPLE, TIMES / PEOPLE)), 900);
  const together: Waits = { first: [], followUp: [] };
  for (let round = 0; round < TIMES / PEOPLE; round += 1) await twoQuestions(clients, together);
  row('new session, Enter → first text', summarize(together.first), 6000);
  row('follow-up, Enter → first text', summarize(together.followUp), 1500);
} finally {
  await Promise.all(clients.map((one) => one.close()));
  await browser.close();
  await platform.stop();
}
process.exit(0);
