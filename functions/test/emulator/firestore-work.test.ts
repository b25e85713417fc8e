import { DEFAULT_CONFIG, PROTOCOL_VERSION } from '@oma/contract';
import type { Firestore } from '@google-cloud/firestore';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FIRESTORE_WORK, type FirestoreWork, type Step } from '../../../bench/src/queueing/firestore-work.ts';
import { createAgent } from '../../src/agents/create-agent.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { answerBudget } from '../../src/runs/budget.ts';
import { heartbeat } from '../../src/runs/heartbeat.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { warmSession } from '../../src/runs/warm-session.ts';
import { watchRun } from '../../src/runs/watch-run.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { claimRun } from '../../src/runs/claim-run.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let home: Harness;
beforeEach(async () => {
  home = await createHarness();
});
afterEach(() => home.close());

type Seam = {
  request(method: string, request: { writes?: unknown[] }, ...more: unknown[]): unknown;
  requestStream(method: string, bidirectional: boolean, request: { documents?: unknown[] }, ...more: unknown[]): unknown;
};

/** Counts what goes to Firestore while `work` goes on. */
async function counting(firestore: Firestore, work: () => Promise<unknown>): Promise<FirestoreWork> {
  const seam = firestore as unknown as Seam;
  const counted = { reads: 0, writes: 0 };
  const request = seam.request.bind(seam);
  const requestStream = seam.requestStream.bind(seam);
  seam.request = (method, given, ...more) => {
    counted.writes += given.writes?.length ?? 0;
    return request(method, given, ...more);
  };
  seam.requestStream = (method, bidirectional, given, ...more) => {
    counted.reads += given.documents?.length ?? 1;
    return requestStream(method, bidirectional, given, ...more);
  };
  await work();
  Object.assign(seam, { request, requestStream });
  return counted;
}

/** How far what is counted may be from what is assumed, before the tables of docs/SCALE.md say something else. */
const isNear = (counted: number, assumed: number): boolean => Math.abs(counted - assumed) <= Math.max(2, assumed / 4);

it('what the simulation of docs/SCALE.md takes each step to ask of Firestore is what it asks', async () => {
  const input = { name: 'x', icon: 'bot', description: '', tags: [], config: DEFAULT_CONFIG };
  const agent = await createAgent(home.deps, { uid: home.uid, input, settings: home.settings.value, now: home.clock.now });
  if (!agent.ok) throw new Error(agent.error.reason);
  const h = await home.another(agent.value.id);
  const { firestore } = h.documents;
  const found = new Map<Step, FirestoreWork>();
  const count = async (step: Step, work: () => Promise<unknown>, { atTheDoor = false } = {}): Promise<void> => {
    const { reads, writes } = await counting(firestore, work);
    found.set(step, { reads: reads + Number(atTheDoor), writes });
  };
  const atTheDoor = { atTheDoor: true };
  const usage = { input_tokens: 1, output_tokens: 1, cost_usd: 0.01 };
  const next = (turn: number, result: typeof DONE | null = null, wait_s = 0) => nextQuestion(h.deps, ref, { turn, result, wait_s });
  const leave = (turn: number) => leaveRun(h.deps, ref, { turn, reason: 'linger', result: null, failure: null });

  // The platform's month is read and kept for a while.
  await h.deps.month.read(h.clock.now, 500);
  await count('warm', () => warmSession(h.deps)(h.sessionId));
  let { ref } = await h.start();
  await leave(0);

  const first = await h.write();
  await count('accept', () => acceptQuestion(h.deps, h.sessionId, first));
  const runId = (await h.documents.session(h.sessionId).get()).data()!.run!.id;
  await count('launch', () => launchRun(h.deps, runId));
  await count('watch', () => watchRun(h.deps, runId));
  const claim = { run_id: runId, code: h.launches.at(-1)!.claimCode, nonce: 'n'.repeat(32), execution: 'execution-1' };
  await count('claim', () => claimRun(h.deps, { ...claim, protocol: PROTOCOL_VERSION }));
  ref = { runId, sessionId: h.sessionId };
  await count('beginTurn', () => next(0), atTheDoor);
  const reserve = (request: number) => ({ request, usd: 0.1 });
  await answerBudget(h.deps, ref, { turn: 1, reserve: reserve(1), settle: [] });
  const settle = [{ request: 1, usage }];
  await count('modelRequest', () => answerBudget(h.deps, ref, { turn: 1, reserve: reserve(2), settle }), atTheDoor);
  await count('append', () => appendChunk(h.deps, ref, { turn: 1, seq: 1, events: [{ k: 'text', s: '안녕' }] }), atTheDoor);
  await count('heartbeat', () => heartbeat(h.deps, ref, { turn: 1, usage, wait_s: 0.05 }), atTheDoor);
  const withResult = await counting(firestore, () => next(1, DONE));
  const alone = await counting(firestore, () => next(1));
  found.set('endTurn', { reads: withResult.reads - alone.reads, writes: withResult.writes - alone.writes });
  await count('stayIdle', () => next(1, null, 0.05), atTheDoor);
  const second = await h.write();
  await count('acceptInRun', () => acceptQuestion(h.deps, h.sessionId, second));
  await next(1);
  await next(2, DONE);
  h.clock.pass(60_000);
  await count('end', () => leave(2), atTheDoor);

  expect([...found.keys()].sort()).toEqual(Object.keys(FIRESTORE_WORK).sort());
  const far = [...found].filter(([step, { reads, writes }]) => {
    const assumed = FIRESTORE_WORK[step];
    return !isNear(reads, assumed.reads) || !isNear(writes, assumed.writes);
  });
  expect(far).toEqual([]);
});
