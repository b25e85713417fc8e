import { budgetDay, Operations, type OperationFigures, traceOf, type TurnResult } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogFields } from '../../src/log.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { settleSilentRun } from '../../src/runs/settle-silent-run.ts';
import type { Span } from '../../src/traces/span.ts';
import { ADMIN, type ApiHarness, createApiHarness } from './api-harness.ts';
import { createHarness, DONE, type Harness, nextMessageId } from './run-harness.ts';

/** Noon in Seoul. */
const NOON = new Date('2026-11-25T03:00:00Z');
const HOUR_MS = 3_600_000;

let h: Harness;
let api: ApiHarness;
let spans: Span[];
let logged: { event: string; fields: LogFields }[];
beforeEach(async () => {
  h = await createHarness();
  h.clock.now = NOON;
  logged = [];
  spans = [];
  api = await createApiHarness(h.documents.firestore, {
    now: () => h.clock.now,
    traces: { export: (more) => void spans.push(...more) },
    log: (_severity, event, fields = {}) => {
      if (event !== 'api_answered') logged.push({ event, fields });
    },
  });
});
afterEach(() => h.close());

const shown = async (): Promise<Operations> => Operations.parse((await api.call('GET', '/api/admin/operations', { who: ADMIN })).body);
const lastDay = async (): Promise<OperationFigures> => (await shown()).last_day;
const say = (ref: RunRef, turn: number, s: string) => appendChunk(h.deps, ref, { turn, seq: 1, events: [{ k: 'text', s }] });
const next = (ref: RunRef, turn: number, result: TurnResult | null = null) => nextQuestion(h.deps, ref, { turn, result, wait_s: 0 });

/** One answer from beginning to end: the environment takes 4 s, the first text 1.2 s more. */
async function answer(): Promise<RunRef> {
  await h.ask();
  h.clock.pass(4000);
  const { ref } = await h.start();
  await next(ref, 0);
  h.clock.pass(1200);
  await say(ref, 1, 'Hello');
  await next(ref, 1, DONE);
  return ref;
}

describe('the figures of the operators', () => {
  it('are nothing where nothing happened, and say so', async () => {
    const { last_day, days, ...now } = await shown();
    expect(now).toEqual({ at: NOON.toISOString(), waiting: 0, waiting_since: null, live_runs: 0 });
    expect(last_day).toMatchObject({ success: null, faultless: null, delivered: null, failures: [], errors: [], cost_usd: 0 });
    expect(last_day.first_text).toEqual({ count: 0, p50: null, p75: null, p95: null, within: null });
    expect(days).toHaveLength(14);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2026-11-25', '2026-11-12']);
  });

  it('are for admins', async () => {
    expect((await api.call('GET', '/api/admin/operations')).status).toBe(403);
  });

  it('grow with what runs do', async () => {
    const ref = await answer();
    expect(await lastDay()).toMatchObject({
      start: { count: 1, p50: { from: 3000, to: 4000 }, within: 1 },
      first_text: { count: 1, p95: { from: 5000, to: 7500 }, within: 0 },
      stop: { count: 0 },
      done: 1,
      success: 1,
      faultless: 1,
      cost_usd: 0.01,
    });
    expect(await shown()).toMatchObject({ live_runs: 1, waiting: 0 });

    // The second waits while the first is answered for ten seconds: nobody waits for its environment meanwhile.
    await h.ask('two');
    await next(ref, 1);
    const third = await h.ask('three');
    h.clock.pass(10_000);
    await say(ref, 2, 'two');
    await next(ref, 2, DONE);
    h.clock.pass(300);
    await say(ref, 3, 'three');
    expect(await shown()).toMatchObject({ waiting: 0 });
    await requestStop(h.deps)(h.sessionId, third);
    h.clock.pass(600);
    await next(ref, 3, { ...DONE, status: 'stopped' });
    expect(await lastDay()).toMatchObject({
      first_text: { count: 3, p50: { from: 5000, to: 7500 } },
      stop: { count: 1, p50: { from: 500, to: 750 }, within: 1 },
      done: 2,
      stopped: 1,
      success: 1,
    });
    expect((await lastDay()).first_text.within).toBeCloseTo(1 / 3);
  });

  it('tell the platform’s own faults from others, and count what is lost once', async () => {
    await h.ask();
    const { ref, runId } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 'half');
    h.executions.set('execution-1', 'ended');
    h.clock.pass(31_000);
    await settleSilentRun(h.deps, runId);
    await settleSilentRun(h.deps, runId);
    await h.ask('two');
    const again = await h.start();
    await next(again.ref, 0);
    const failed = { ...DONE, status: 'failed' as const, error: { code: 'model_error' as const, detail: 'x' } };
    await next(again.ref, 1, failed);
    await next(again.ref, 1, failed);
    const figures = await lastDay();
    expect(figures).toMatchObject({ failed: 2, success: 0, faultless: 0.5, runs_ended: 1, runs_lost: 1 });
    expect(figures.failures).toHaveLength(2);
    expect(figures.failures).toEqual(
      expect.arrayContaining([
        { code: 'run_lost', count: 1 },
        { code: 'model_error', count: 1 },
      ]),
    );
  });

  it('say what waits, and since when', async () => {
    await h.ask();
    h.clock.pass(60_000);
    await (await h.another()).ask();
    expect(await shown()).toMatchObject({ waiting: 2, waiting_since: NOON.toISOString(), live_runs: 0 });
  });

  it('leave the last 24 hours by the hour, and the days at midnight in Seoul', async () => {
    await answer();
    h.clock.pass(23 * HOUR_MS - 10_000);
    expect(await shown()).toMatchObject({ last_day: { done: 1 }, days: { 0: { figures: { done: 0 } }, 1: { figures: { done: 1 } } } });
    h.clock.pass(HOUR_MS + 10_000);
    const { last_day, days } = await shown();
    expect(last_day.done).toBe(0);
    expect(days.find(({ day }) => day === budgetDay(NOON))?.figures.done).toBe(1);
    h.clock.pass(14 * 24 * HOUR_MS);
    expect((await shown()).days.every(({ figures }) => figures.done === 0)).toBe(true);
  });
});

describe('what browsers measure', () => {
  const send = async (body: unknown, address = '198.51.100.1') => {
    const answer = await api.send('POST', '/api/measurements', {
      who: '',
      headers: { 'x-forwarded-for': address },
      body: JSON.stringify(body),
    });
    return answer.status;
  };
  const FAULT = { name: 'TypeError', kind: 'missing', at: ['oma-dashboard-page-AbC1_2-x.js:12:345'] };

  it('is counted, and faults are logged by the page’s name', async () => {
    expect(await send({ page: 'dashboard', vitals: { lcp: 1800, inp: 90, cls: 0.02 }, errors: [FAULT, FAULT] })).toBe(204);
    expect(await send({ page: 'workspace', vitals: { lcp: 2600 } })).toBe(204);
    expect(await lastDay()).toMatchObject({
      lcp: { count: 2, p75: { from: 2500, to: 3000 }, within: 0.5 },
      inp: { count: 1, p75: { from: 50, to: 100 }, within: 1 },
      cls: { count: 1, p75: { from: 10, to: 25 }, within: 1 },
      errors: [{ page: 'dashboard', count: 2 }],
    });
    const fields = { page: 'dashboard', error_name: 'TypeError', error_code: 'missing', stack: FAULT.at[0] };
    expect(logged).toEqual([
      ...[['lcp', 1800] as const, ['inp', 90] as const, ['cls', 0.02] as const].map(([name, value]) => ({
        event: 'web_vital',
        fields: { page: 'dashboard', name, value },
      })),
      { event: 'front_end_error', fields },
      { event: 'front_end_error', fields },
      { event: 'web_vital', fields: { page: 'workspace', name: 'lcp', value: 2600 } },
    ]);
  });

  it.each<[string, unknown]>([
    ['a page that is none', { page: '/workspace/11111111-1111-4111-8111-111111111111' }],
    ['a field that is none', { page: 'main', who: 'x' }],
    ['a message', { page: 'main', errors: [{ ...FAULT, message: 'my secret' }] }],
    ['a name that is none', { page: 'main', errors: [{ ...FAULT, name: 'Kim' }] }],
    ['an address in the way there', { page: 'main', errors: [{ ...FAULT, at: ['https://example.com/a?b=c.js:1:1'] }] }],
    ['more faults than a page has', { page: 'main', errors: Array.from({ length: 6 }, () => FAULT) }],
    ['a vital that is none', { page: 'main', vitals: { fid: 1 } }],
    ['less than nothing', { page: 'main', vitals: { lcp: -1 } }],
  ])('is refused with %s, and leaves nothing', async (_what, body) => {
    expect(await send(body)).toBe(422);
    expect(logged).toEqual([]);
    expect((await h.documents.operationDays().get()).size).toBe(0);
  });

  it('is taken so often within a minute from one address', async () => {
    for (let sent = 0; sent < 60; sent += 1) expect(await send({ page: 'main' })).toBe(204);
    expect(await send({ page: 'main' })).toBe(429);
    expect(await send({ page: 'main' }, '198.51.100.2')).toBe(204);
  });
});

describe('what browsers measure of a message', () => {
  const NAMES = ['message_shown', 'send', 'first_text_painted', 'end_painted'] as const;
  const body = () => ({
    sent_at: h.clock.now.getTime(),
    spans: NAMES.map((name) => ({ name, start_ms: h.clock.now.getTime() - 900, end_ms: h.clock.now.getTime() - 100 })),
  });
  const tell = async (mid: string, given: { who?: string; body?: unknown } = {}) =>
    (await api.call('POST', `/api/sessions/${h.sessionId}/messages/${mid}/spans`, { who: h.uid, body: body(), ...given })).status;

  it('joins its trace, once however often it is told', async () => {
    const id = await h.ask();
    expect(await tell(id)).toBe(204);
    expect(await tell(id)).toBe(204);
    const { traceId, spanId } = traceOf(id);
    expect(spans).toHaveLength(8);
    expect(new Set(spans.map((span) => span.spanId)).size).toBe(4);
    for (const span of spans) expect(span).toMatchObject({ traceId, parentSpanId: spanId, source: 'browser' });
  });

  it('is taken of an own message only, from somebody with access', async () => {
    const id = await h.ask();
    await api.addMember('stranger');
    expect(await tell(id, { who: 'stranger' })).toBe(404);
    expect(await tell(nextMessageId())).toBe(404);
    expect(await tell(id, { who: 'guest' })).toBe(403);
    expect(await tell(id, { who: '' })).toBe(401);
    expect(await tell(id, { body: { ...body(), spans: [{ name: 'my secret', start_ms: 0, end_ms: 1 }] } })).toBe(422);
    expect(spans).toEqual([]);
  });
});
