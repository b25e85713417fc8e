import { newUser } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeSession } from '../../src/runs/close-session.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { settleSilentRun } from '../../src/runs/settle-silent-run.ts';
import { warmSession } from '../../src/runs/warm-session.ts';
import { createApiHarness, MEMBER } from './api-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const warm = (sessionId = h.sessionId) => warmSession(h.deps)(sessionId);
const session = async (id = h.sessionId) => (await h.documents.session(id).get()).data()!;
const run = async (id: string) => (await h.documents.run(id).get()).data()!;
const next = (ref: RunRef, turn: number, result: typeof DONE | null = null) => nextQuestion(h.deps, ref, { turn, result, wait_s: 0 });
const unused = async () => {
  const runs = (await h.documents.runs().where('user_id', '==', h.uid).get()).docs.map((document) => document.data());
  return runs.filter(({ state, turn }) => state !== 'ended' && turn === 0).length;
};

describe('a run that is begun before a question', () => {
  it('answers the question that comes, without another launch', async () => {
    expect(await warm()).toBe(true);
    const { ref } = await h.start();
    expect(await next(ref, 0)).toMatchObject({ ok: true, value: { question: null, turn: 0 } });
    expect(await session()).toMatchObject({ run: { state: 'idle' }, message_count: 0 });
    h.clock.pass(5000);
    const id = await h.ask();
    expect(await next(ref, 0)).toMatchObject({ ok: true, value: { turn: 1, question: { id } } });
    expect(h.launches).toHaveLength(1);
    expect((await h.documents.reply(h.sessionId, id).get()).data()?.timings_ms).toMatchObject({ queued: 0, launched: null, claimed: null });
    await next(ref, 1, DONE);
    expect(await session()).toMatchObject({ message_count: 1, last_end: { status: 'done' } });
  });

  it('is the one that a question finds on its way', async () => {
    await warm();
    const id = await h.ask();
    const { ref } = await h.start();
    expect(await next(ref, 0)).toMatchObject({ value: { turn: 1, question: { id } } });
    expect(h.launches).toHaveLength(1);
  });

  it('ends by itself where nobody asks: no failure, no cost, no sign in the session', async () => {
    await warm();
    const { ref } = await h.start();
    const answer = await next(ref, 0);
    if (!answer.ok) throw new Error('the run is gone');
    expect(new Date(answer.value.linger_until ?? 0)).toEqual(new Date(h.clock.now.getTime() + 20_000));
    h.clock.pass(20_000);
    expect(await leaveRun(h.deps, ref, { turn: 0, reason: 'linger', result: null, failure: null })).toEqual({ question: null });
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'completed', turns: 0, cost_usd: 0 });
    expect(await session()).toMatchObject({ run: null, failed_launches: 0, last_end: null, message_count: 0 });
    expect((await h.documents.personDay(h.uid, h.clock.now).get()).exists).toBe(false);
  });

  it('is no failed launch where it could not begin', async () => {
    await h.documents.session(h.sessionId).update({ failed_launches: 1 });
    h.launchAnswer.value = { ok: false, error: { kind: 'refused', detail: 'no such job' } };
    await warm();
    await launchRun(h.deps, (await session()).run!.id);
    expect(await session()).toMatchObject({ run: null, failed_launches: 1 });
  });

  it('that dies is missed by the question, which gets a run of its own', async () => {
    await warm();
    const { ref } = await h.start();
    h.executions.set('execution-1', 'ended');
    const id = await h.ask();
    h.clock.pass(31_000);
    await settleSilentRun(h.deps, ref.runId);
    expect(await session()).toMatchObject({ queued: 1, failed_launches: 0, run: { state: 'queued' } });
    const second = await h.start();
    expect(second.runId).not.toBe(ref.runId);
    expect(await next(second.ref, 0)).toMatchObject({ value: { question: { id } } });
  });

  it('is one, however often it is asked for', async () => {
    expect(await Promise.all([warm(), warm(), warm()])).toEqual([true, true, true]);
    expect(await unused()).toBe(1);
    await h.start();
    expect(await warm()).toBe(true);
    expect(h.launches).toHaveLength(1);
  });

  it('goes with its session when that is closed', async () => {
    await warm();
    await closeSession(h.deps)(h.sessionId);
    expect((await session()).run).toBeNull();
    expect(await warm()).toBe(false);
  });

  it('is not launched once a question would be refused', async () => {
    await warm();
    const { id } = (await session()).run!;
    await h.documents.user(h.uid).update({ beta_approved: false });
    expect(await launchRun(h.deps, id)).toBe('nothing_to_do');
    expect(h.launches).toEqual([]);
    expect(await run(id)).toMatchObject({ state: 'ended', outcome: 'completed' });
  });
});

describe('how many are begun for one person', () => {
  it('is bounded, also when all are asked for at once', async () => {
    const others = await Promise.all([1, 2, 3].map(() => h.another()));
    const all = [h, ...others].map(({ sessionId }) => sessionId);
    const answers = await Promise.all(all.map((id) => warm(id)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await unused()).toBe(1);
  }, 30_000);

  it('counts those that wait unused alone', async () => {
    const second = await h.another();
    await warm();
    const { ref } = await h.start();
    expect(await warm(second.sessionId)).toBe(false);
    await h.ask();
    await next(ref, 0);
    expect(await warm(second.sessionId)).toBe(true);
    const third = await h.another();
    expect(await warm(third.sessionId)).toBe(false);
    await closeSession(h.deps)(second.sessionId);
    expect(await warm(third.sessionId)).toBe(true);
  });

  it('is what the settings say', async () => {
    h.settings.value = { ...h.settings.value!, warm_max_per_person: 0 };
    expect(await warm()).toBe(false);
    h.settings.value = { ...h.settings.value, warm_max_per_person: 2 };
    const [second, third] = [await h.another(), await h.another()];
    expect([await warm(), await warm(second.sessionId), await warm(third.sessionId)]).toEqual([true, true, false]);
  });

  it('is nobody else’s matter', async () => {
    await warm();
    await h.documents.user('person-2').set(newUser(h.clock.now, { email: 'b@example.com', beta_approved: true, beta_status: 'approved' }));
    const other = await h.another();
    await h.documents.session(other.sessionId).update({ user_id: 'person-2' });
    expect(await warm(other.sessionId)).toBe(true);
  });
});

describe('nothing is begun', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['for somebody without access', () => h.documents.user(h.uid).update({ beta_approved: false })],
    ['while the platform takes no work', () => Promise.resolve((h.settings.value = { ...h.settings.value!, accepting_messages: false }))],
    [
      'when the day’s budget is used up',
      () => Promise.resolve((h.settings.value = { ...h.settings.value!, budgets: { ...h.settings.value!.budgets, person_day_usd: 0 } })),
    ],
    ['in a closed session', () => h.documents.session(h.sessionId).update({ status: 'closed' })],
    ['with an agent that is gone', () => h.documents.session(h.sessionId).update({ agent_id: 'A'.repeat(20) })],
  ])('%s', async (_name, forbid) => {
    await forbid();
    expect(await warm()).toBe(false);
    expect((await session()).run).toBeNull();
    expect(h.tasks).toEqual([]);
  });

  it('for anybody but the owner', async () => {
    const api = await createApiHarness(h.documents.firestore, { warmSession: warmSession(h.deps) });
    const call = () => api.call('POST', `/api/sessions/${h.sessionId}/warm`);
    expect((await call()).status).toBe(404);
    expect((await session()).run).toBeNull();
    await h.documents.session(h.sessionId).update({ user_id: MEMBER });
    expect((await call()).status).toBe(202);
    expect((await session()).run?.state).toBe('queued');
    h.settings.value = { ...h.settings.value!, accepting_messages: false };
    const other = await h.another();
    await h.documents.session(other.sessionId).update({ user_id: MEMBER });
    expect((await api.call('POST', `/api/sessions/${other.sessionId}/warm`)).status).toBe(200);
  });
});
