import type { AskQuestion, AskReply } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { answerAsk } from '../../src/runs/answer-ask.ts';
import { askPerson } from '../../src/runs/ask-person.ts';
import { closeTurn } from '../../src/runs/close-turn.ts';
import { heartbeat } from '../../src/runs/heartbeat.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { settleSilentRun } from '../../src/runs/settle-silent-run.ts';
import { withdrawWork } from '../../src/runs/withdraw-work.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
let messageId: string;
let ref: RunRef;
beforeEach(async () => {
  h = await createHarness();
  messageId = await h.ask('보고서를 써 줘');
  ({ ref } = await h.start());
  await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
});
afterEach(() => h.close());

const MINUTE = 60_000;
const QUESTIONS: AskQuestion[] = [
  {
    question: '어떤 형식으로 드릴까요?',
    header: '형식',
    multi_select: false,
    options: ['CSV', '문서'].map((label) => ({ label, description: '' })),
  },
];
const CSV: AskReply[] = [{ choices: ['CSV'], other: null }];

const session = async () => (await h.documents.session(h.sessionId).get()).data()!;
const run = async () => (await h.documents.run(ref.runId).get()).data()!;
const ask = async (id = 'toolu_1') => (await h.documents.ask(h.sessionId, messageId, id).get()).data();
const reply = async () => (await h.documents.reply(h.sessionId, messageId).get()).data();
const pose = (id = 'toolu_1', turn = 1, wait_s = 0) => askPerson(h.deps, ref, { turn, id, questions: QUESTIONS, wait_s });
const answer = (replies: AskReply[] = CSV, id = 'toolu_1', message = messageId, sessionId = h.sessionId) =>
  answerAsk(h.deps)(sessionId, message, id, replies);
const beat = () => heartbeat(h.deps, ref, { turn: 1, usage: { input_tokens: 0, output_tokens: 0, cost_usd: 0 }, wait_s: 0 });

describe('what Claude asks the person', () => {
  it('waits for the answer, and the turn goes on with as much time as it had', async () => {
    const before = (await run()).turn_deadline!.getTime();
    expect(await pose()).toMatchObject({ ok: true, value: { answer: null } });
    expect(await session()).toMatchObject({ run: { state: 'waiting', phase: 'waiting' } });
    expect(await ask()).toEqual({
      questions: QUESTIONS,
      created_at: h.clock.now,
      expires_at: new Date(h.clock.now.getTime() + 10 * MINUTE),
      default: 'best_judgement',
      answer: null,
    });
    const waiting = pose('toolu_1', 1, 10);
    h.clock.pass(4 * MINUTE);
    expect(await answer()).toEqual({ ok: true, value: { at: h.clock.now } });
    expect(await waiting).toMatchObject({
      ok: true,
      value: {
        answer: { replies: CSV, waited_min: 10 },
        deadline: new Date(before + 4 * MINUTE).toISOString(),
        put_url: expect.stringContaining('1.tar.gz') as string,
        memory_put_url: expect.stringContaining('1.memory.tar.gz') as string,
        manifest_put_url: expect.stringContaining('1.manifest.json.gz') as string,
      },
    });
    expect(await session()).toMatchObject({ run: { state: 'working', phase: 'working' }, last_activity: h.clock.now });
    expect((await ask())?.answer).toEqual({ by: 'person', at: h.clock.now, replies: CSV });
  });

  it('is the same ask however often it is put, before and after the answer', async () => {
    await pose();
    const deadline = (await run()).turn_deadline;
    h.clock.pass(1000);
    await pose();
    expect((await run()).turn_deadline).toEqual(deadline);
    await answer();
    const first = await pose();
    expect(first).toMatchObject({ value: { answer: { replies: CSV } } });
    expect(await pose()).toEqual(first);
    expect((await session()).run?.state).toBe('working');
  });

  it('is answered once', async () => {
    await pose();
    const answers = await Promise.all([answer(), answer([{ choices: ['문서'], other: null }])]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await answer()).toEqual({ ok: false, error: { reason: 'not_waiting' } });
  });

  it('takes no answer that is none, and waits on', async () => {
    await pose();
    expect(await answer([{ choices: ['PDF'], other: null }])).toEqual({
      ok: false,
      error: { reason: 'invalid', problems: [{ question: 0, reason: 'unknown_choice' }] },
    });
    expect((await session()).run?.state).toBe('waiting');
  });

  it('takes no answer to what was not asked here', async () => {
    await pose();
    const other = await h.another();
    expect(await answer(CSV, 'toolu_2')).toEqual({ ok: false, error: { reason: 'no_such_ask' } });
    expect(await answer(CSV, 'toolu_1', messageId, other.sessionId)).toEqual({ ok: false, error: { reason: 'no_such_ask' } });
    expect((await ask())?.answer).toBeNull();
  });

  it('is settled when the time is over: nobody answered', async () => {
    const before = (await run()).turn_deadline!.getTime();
    await pose();
    h.clock.pass(10 * MINUTE - 1);
    await beat();
    expect(await pose()).toMatchObject({ value: { answer: null } });
    h.clock.pass(1);
    expect(await pose()).toMatchObject({
      value: { answer: { replies: null, waited_min: 10 }, deadline: new Date(before + 10 * MINUTE).toISOString() },
    });
    expect((await ask())?.answer).toEqual({ by: 'timeout', at: h.clock.now });
    expect((await session()).run?.state).toBe('working');
    expect(await answer()).toEqual({ ok: false, error: { reason: 'not_waiting' } });
  });

  it('waits as long as the settings say', async () => {
    h.settings.value = { ...h.settings.value!, ask_limit_min: 0.5 };
    await pose();
    h.clock.pass(MINUTE / 2);
    expect(await pose()).toMatchObject({ value: { answer: { replies: null, waited_min: 0.5 } } });
  });

  it('does not outlast its turn: the turn’s own time is not over while it waits', async () => {
    await pose();
    h.clock.pass(9 * MINUTE);
    await beat();
    h.clock.pass(20_000);
    await settleSilentRun(h.deps, ref.runId);
    expect((await session()).run?.state).toBe('waiting');
    await answer();
    h.clock.pass(31 * MINUTE);
    await beat();
    await settleSilentRun(h.deps, ref.runId);
    expect(await reply()).toMatchObject({ status: 'failed', error: { code: 'turn_timeout' } });
  });

  it('is refused while another one is open, and when too much was asked in the turn', async () => {
    await pose('toolu_0');
    expect(await pose('toolu_1')).toEqual({ ok: false, error: 'refused' });
    await answer(CSV, 'toolu_0');
    for (let count = 1; count < 10; count += 1) {
      await pose(`toolu_${count}`);
      await answer(CSV, `toolu_${count}`);
    }
    expect(await pose('toolu_10')).toEqual({ ok: false, error: 'refused' });
    expect((await session()).run?.state).toBe('working');
  });

  it('comes too late for a turn that is over, or another one', async () => {
    expect(await pose('toolu_1', 2)).toEqual({ ok: false, error: 'gone' });
    await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 });
    expect(await pose()).toEqual({ ok: false, error: 'gone' });
    expect(await ask()).toBeUndefined();
  });
});

describe('the answer of the person over the API', () => {
  let api: ApiHarness;
  const send = (body: object, who = MEMBER, id = 'toolu_1') =>
    api.call('POST', `/api/sessions/${h.sessionId}/messages/${messageId}/asks/${id}`, { body, who });
  beforeEach(async () => {
    api = await createApiHarness(h.documents.firestore, { answerAsk: answerAsk(h.deps) });
    await api.addMember('stranger');
    await h.documents.session(h.sessionId).update({ user_id: MEMBER });
    await pose();
  });

  it('is taken of the owner alone, once', async () => {
    expect((await send({ replies: CSV }, 'stranger')).status).toBe(404);
    expect(await send({ replies: CSV })).toMatchObject({
      status: 200,
      body: { id: 'toolu_1', answered_at: h.clock.now.toISOString() },
    });
    expect((await send({ replies: CSV })).status).toBe(409);
    expect((await send({ replies: CSV }, MEMBER, 'toolu_2')).status).toBe(404);
  });

  it('is refused with the place of what is wrong', async () => {
    expect(await send({ replies: [{ choices: ['CSV'], other: '그림도' }] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'replies.0', message: expect.stringContaining('not both') as string }] },
    });
    expect((await send({ replies: [...CSV, ...CSV] })).body).toMatchObject({ errors: [{ path: 'replies' }] });
    expect((await send({ replies: [{ choices: [], other: '   ' }] })).status).toBe(422);
    expect((await ask())?.answer).toBeNull();
  });
});

describe('a run that waits for an answer', () => {
  it('is stopped, by its runner', async () => {
    await pose();
    expect(await requestStop(h.deps)(h.sessionId, messageId)).toBe('stopping');
    expect(await beat()).toMatchObject({ stop: true });
    expect(await answer()).toEqual({ ok: false, error: { reason: 'not_waiting' } });
    expect(await pose()).toMatchObject({ value: { answer: null } });
    expect((await session()).run?.phase).toBe('stopping');
    await nextQuestion(h.deps, ref, { turn: 1, result: { ...DONE, status: 'stopped' }, wait_s: 0 });
    expect(await reply()).toMatchObject({ status: 'stopped' });
    expect((await session()).run?.state).toBe('idle');
    expect((await ask())?.answer).toBeNull();
  });

  it('asks nothing more once it is to stop', async () => {
    await requestStop(h.deps)(h.sessionId, messageId);
    expect(await pose()).toMatchObject({ value: { answer: null } });
    expect(await ask()).toBeUndefined();
  });

  it('is closed where its runner does not stop', async () => {
    await pose();
    await requestStop(h.deps)(h.sessionId, messageId);
    await closeTurn(h.deps, ref.runId, 1);
    expect(await reply()).toMatchObject({ status: 'stopped' });
    expect((await session()).run).toBeNull();
  });

  it('is lost when it falls silent, as any other, and takes no answer any more', async () => {
    const text = { k: 'text', s: '먼저 물어볼게요.' } as const;
    await appendChunk(h.deps, ref, { turn: 1, seq: 1, events: [text] });
    await pose();
    h.executions.set('execution-1', 'ended');
    h.clock.pass(31_000);
    await settleSilentRun(h.deps, ref.runId);
    expect(await reply()).toMatchObject({ status: 'failed', content: '먼저 물어볼게요.', error: { code: 'run_lost' } });
    expect(await answer()).toEqual({ ok: false, error: { reason: 'not_waiting' } });
    expect((await session()).run).toBeNull();
  });

  it('ends with the access of its person', async () => {
    await pose();
    await withdrawWork(h.deps, h.uid);
    expect(await reply()).toMatchObject({ status: 'failed', error: { code: 'revoked' } });
    expect((await session()).run).toBeNull();
  });
});
