import { type SpanContext, traceOf, traceparent } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountDeps } from '../../src/accounts/account-deps.ts';
import { Documents } from '../../src/firestore/documents.ts';
import type { Log } from '../../src/log.ts';
import { presentTrace } from '../../src/log-context.ts';
import { MEASURES } from '../../src/operations/measures.ts';
import { sweepAll } from '../../src/platform/sweep-all.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import type { RunDeps } from '../../src/runs/run-deps.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { runsDoor } from '../../src/runs/runs-door.ts';
import { settleSilentRun } from '../../src/runs/settle-silent-run.ts';
import { tasksDoor } from '../../src/runs/tasks-door.ts';
import { createApiHarness, MEMBER } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const next = (ref: RunRef, turn: number, result: typeof DONE | null = null) => nextQuestion(h.deps, ref, { turn, result, wait_s: 0 });
/** What was measured, each event as the table has it. */
const measured = () =>
  h.logged.flatMap(({ event, ...fields }) =>
    event in MEASURES ? [{ event, ...MEASURES[event as keyof typeof MEASURES].fields.parse(fields) }] : [],
  );

/** A database that is asked for runs before their indexes are there. */
class NoRuns extends Documents {
  override runs(): never {
    throw new Error('FAILED_PRECONDITION: The query requires an index');
  }
}

/** One that cannot be asked whose a token is. */
class NoSecrets extends Documents {
  override runSecret(): never {
    throw new Error('UNAVAILABLE');
  }
}

function nothing(): never {
  throw new Error('is not needed');
}

describe('a question and its run', () => {
  it('are told of once, with all that was promised, and as a trace', async () => {
    const id = await h.ask();
    h.clock.pass(3000);
    const { ref } = await h.start();
    await next(ref, 0);
    h.clock.pass(1000);
    await appendChunk(h.deps, ref, {
      turn: 1,
      seq: 1,
      events: [
        { k: 'tool', id: 't', name: '홍길동의 도구', input: '{}' },
        { k: 'tool_end', id: 't', ok: true, output: '', ms: 200 },
        { k: 'text', s: 'hello' },
      ],
    });
    h.clock.pass(500);
    for (let call = 0; call < 2; call += 1) await next(ref, 1, DONE);
    await leaveRun(h.deps, ref, { turn: 1, reason: 'linger', result: null, failure: null });
    expect(measured()).toEqual([
      { event: 'run_claimed', run_id: ref.runId, session_id: h.sessionId, launch_ms: 3000, warm: false },
      {
        event: 'question_ended',
        message_id: id,
        session_id: h.sessionId,
        run_id: ref.runId,
        outcome: 'done',
        code: null,
        kind: 'work',
        begun: true,
        first_text_ms: 4000,
        total_ms: 4500,
        stop_ms: null,
        cost_usd: 0.01,
        input_tokens_count: 10,
        output_tokens_count: 5,
      },
      { event: 'run_ended', run_id: ref.runId, session_id: h.sessionId, outcome: 'completed' },
    ]);
    expect(h.spans.map(({ name }) => name)).toEqual([
      'message',
      'accept',
      'launch',
      'container',
      'pick_up',
      'answer',
      'first_text',
      'tool',
      'commit',
    ]);
    expect(new Set(h.spans.map(({ traceId }) => traceId))).toEqual(new Set([traceOf(id).traceId]));
    expect(JSON.stringify([h.logged, h.spans])).not.toContain('홍길동');
  });

  it('say how long a stop took', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await requestStop(h.deps)(h.sessionId, id);
    h.clock.pass(700);
    await next(ref, 1, { ...DONE, status: 'stopped' });
    expect(measured().at(-1)).toMatchObject({ event: 'question_ended', outcome: 'stopped', stop_ms: 700 });
  });

  it('say that they were lost', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await appendChunk(h.deps, ref, { turn: 1, seq: 1, events: [{ k: 'text', s: 'half' }] });
    h.executions.set('execution-1', 'ended');
    h.clock.pass(31_000);
    await settleSilentRun(h.deps, ref.runId);
    expect(measured().filter(({ event }) => event !== 'run_claimed')).toMatchObject([
      { event: 'run_ended', outcome: 'lost' },
      { event: 'question_ended', outcome: 'failed', code: 'run_lost' },
    ]);
  });
});

/** One minute's sweep of all there is; `broken`: where nothing can be read of runs. */
async function sweepOnce(store: ObjectHarness, broken: Partial<RunDeps> = {}): Promise<void> {
  const { documents, clock, deps } = h;
  const { log, tasks } = deps;
  const now = (): Date => clock.now;
  const accounts: AccountDeps = {
    documents,
    objects: store.objects,
    signInAccounts: { exists: () => Promise.resolve(true), delete: () => Promise.resolve() },
    endWork: () => Promise.resolve(),
    now,
    log,
  };
  await sweepAll({
    runs: { ...deps, ...broken },
    mail: { documents, tasks, now, log },
    beta: { documents, now, log, adminEmails: [] },
    accounts,
  });
}

it('the sweep says how long the oldest question waits for its launch', async () => {
  const store = await startObjects();
  await sweepOnce(store);
  await h.ask();
  h.clock.pass(20_000);
  await sweepOnce(store);
  await store.close();
  expect(measured()).toMatchObject([
    { event: 'sweep_ran', oldest_waiting_ms: 0, failed_count: 0 },
    { event: 'sweep_ran', oldest_waiting_ms: 20_000, failed_count: 0 },
  ]);
});

it('the sweep goes on where it cannot see what waits, and counts that as a part that failed', async () => {
  const store = await startObjects();
  const documents = new NoRuns(h.documents.firestore);
  await sweepOnce(store, { documents });
  await store.close();
  expect(h.logged.filter(({ event }) => event === 'sweep_failed').map(({ part }) => part)).toEqual(['oldest waiting', 'runs']);
  expect(measured()).toMatchObject([{ event: 'sweep_ran', oldest_waiting_ms: 0, failed_count: 2 }]);
});

describe('the trace that a caller names', () => {
  const TRACE = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  const headers = { traceparent: traceparent(TRACE) };
  let told: [string, SpanContext | null][];
  const log: Log = (_severity, event) => void told.push([event, presentTrace()]);
  beforeEach(() => {
    told = [];
  });

  it('is not heeded by the API where nobody has proven who they are', async () => {
    const api = await createApiHarness(h.documents.firestore, { log });
    const paths = ['/api/health', '/api/agents', '/api/nowhere'];
    for (const path of paths) await api.send('GET', path, { who: '', headers, body: undefined });
    await api.send('GET', '/api/agents', { who: MEMBER, headers, body: undefined });
    expect(told).toEqual([...paths.map(() => ['api_answered', null]), ['api_answered', TRACE]]);
  });

  it('is not heeded by the runner’s door without a run’s token or the job’s identity', async () => {
    await h.ask();
    const { claim } = await h.start();
    const end = async (token: string, documents = h.documents): Promise<number> => {
      const door = runsDoor({ ...h.deps, documents, log }, () => Promise.resolve(true));
      const body = JSON.stringify({ turn: 0, reason: 'terminated' });
      return (await door.request('/end', { method: 'POST', headers: { ...headers, authorization: `Bearer ${token}` }, body })).status;
    };
    expect(await end(claim.run_token, new NoSecrets(h.documents.firestore))).toBe(500);
    expect(await end(claim.run_token)).toBe(200);
    expect(told).toEqual([
      ['request_failed', null],
      ['run_ended', TRACE],
    ]);
  });

  it('is that of a task', async () => {
    const door = tasksDoor({ ...h.deps, log }, nothing, nothing);
    const answer = await door.request('/sweep', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(500);
    expect(told).toEqual([['request_failed', TRACE]]);
  });
});

it('the API tells of each answer by the address that the table of calls has', async () => {
  const api = await createApiHarness(h.documents.firestore, { log: h.deps.log });
  await api.call('GET', '/api/agents/aaaaaaaaaaaaaaaaaaaa');
  await api.call('GET', '/api/agents');
  await api.call('GET', '/api/nowhere/홍길동');
  expect(measured()).toMatchObject([
    { event: 'api_answered', route: 'GET /api/agents/:id', route_class: 'agents', status: 404, status_class: '4xx' },
    { event: 'api_answered', route: 'GET /api/agents', route_class: 'agents', status: 200, status_class: '2xx' },
    { event: 'api_answered', status: 404, status_class: '4xx' },
  ]);
  expect(JSON.stringify(h.logged)).not.toContain('홍길동');
});
