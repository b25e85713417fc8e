import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import { sweep } from '../../src/runs/sweep.ts';
import { warmSession } from '../../src/runs/warm-session.ts';
import { withdrawQuestion } from '../../src/runs/withdraw-question.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const session = async () => (await h.documents.session(h.sessionId).get()).data()!;
const question = async (id: string) => (await h.documents.question(h.sessionId, id).get()).data();
const reply = async (id: string) => (await h.documents.reply(h.sessionId, id).get()).data();
const withdraw = (id: string) => withdrawQuestion(h.deps)(h.sessionId, id);

describe('a question that is withdrawn', () => {
  it('is gone, uncounted, and given to no run; the one before and the one after are answered', async () => {
    const first = await h.ask('first');
    const second = await h.ask('second');
    const third = await h.ask('third');
    const { ref } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    expect(await withdraw(second)).toEqual({ ok: true, value: { content: 'second' } });
    expect(await question(second)).toBeUndefined();
    expect(await session()).toMatchObject({ message_count: 2, queued: 1, title: 'first' });
    expect(await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 })).toMatchObject({ value: { question: { id: third } } });
    expect(await nextQuestion(h.deps, ref, { turn: 2, result: DONE, wait_s: 0 })).toMatchObject({ value: { question: null } });
    expect(await reply(second)).toBeUndefined();
    const day = (await h.documents.personDay(h.uid, h.clock.now).get()).data();
    expect(day).toMatchObject({ turns: 2, done: 2, stopped: 0, failed: 0 });
    expect((await question(first))?.status).toBe('done');
  });

  it('leaves a session as it was before, and a late or lost trigger does nothing', async () => {
    const id = await h.ask('the only one');
    const { ref } = await h.start();
    expect((await withdraw(id)).ok).toBe(true);
    expect(await session()).toMatchObject({ message_count: 0, queued: 0, title: '' });
    await acceptQuestion(h.deps, h.sessionId, id);
    h.clock.pass(60_000);
    await sweep(h.deps);
    expect(await session()).toMatchObject({ message_count: 0, queued: 0 });
    expect(await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 })).toMatchObject({ value: { question: null } });
    expect(await leaveRun(h.deps, ref, { turn: 0, reason: 'linger', result: null, failure: null })).toEqual({ question: null });
    expect((await session()).run).toBeNull();
    expect(h.launches).toHaveLength(1);
  });

  it('that was not taken in yet just goes', async () => {
    const counted = await h.ask('counted');
    const fresh = await h.write('fresh');
    expect(await withdraw(fresh)).toEqual({ ok: true, value: { content: 'fresh' } });
    await acceptQuestion(h.deps, h.sessionId, fresh);
    expect(await session()).toMatchObject({ message_count: 1, queued: 1, title: 'counted' });
    expect((await question(counted))?.status).toBe('queued');
  });

  it('is refused once it is begun or ended, and where it is unknown', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    expect(await withdraw(id)).toEqual({ ok: false, error: 'not_waiting' });
    await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 });
    expect(await withdraw(id)).toEqual({ ok: false, error: 'not_waiting' });
    expect((await question(id))?.status).toBe('done');
    expect(await withdraw('0'.repeat(26))).toEqual({ ok: false, error: 'no_such_question' });
  });

  it.each<[string, (one: Harness, id: string) => Promise<unknown>]>([
    ['taken back', (one, id) => withdrawQuestion(one.deps)(one.sessionId, id)],
    ['stopped', (one, id) => requestStop(one.deps)(one.sessionId, id)],
  ])('or %s keeps no more runs waiting than may be begun before their question', async (_how, end) => {
    const runOfOneThatIs = async () => {
      const one = await h.another();
      const id = await one.ask();
      const { ref } = await one.start();
      await end(one, id);
      return { one, ref, answer: await nextQuestion(one.deps, ref, { turn: 0, result: null, wait_s: 0 }) };
    };
    const first = await runOfOneThatIs();
    expect(first.answer).toMatchObject({ ok: true, value: { question: null } });
    const second = await runOfOneThatIs();
    expect(second.answer).toEqual({ ok: false, error: 'gone' });
    expect((await h.documents.run(second.ref.runId).get()).data()).toMatchObject({ state: 'ended', outcome: 'completed' });
    expect((await h.documents.session(second.one.sessionId).get()).data()).toMatchObject({ run: null, queued: 0, failed_launches: 0 });
    expect(await warmSession(h.deps)(h.sessionId)).toBe(false);
    // The one that waits takes the next question as ever, and makes room for another.
    const again = await first.one.ask();
    expect(await nextQuestion(h.deps, first.ref, { turn: 0, result: null, wait_s: 0 })).toMatchObject({
      value: { question: { id: again } },
    });
    expect(await warmSession(h.deps)(h.sessionId)).toBe(true);
  });

  it('at the moment a run asks for it is either answered or withdrawn, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const one = await h.another();
      const id = await one.ask();
      const { ref } = await one.start();
      const asks = () => nextQuestion(one.deps, ref, { turn: 0, result: null, wait_s: 0 });
      const takesBack = () => withdrawQuestion(one.deps)(one.sessionId, id);
      // Which begins first changes from round to round: both ends of the race are run.
      const [given, withdrawn] =
        round % 2 === 0
          ? await Promise.all([asks(), takesBack()])
          : await Promise.all([takesBack(), asks()]).then(([taken, asked]) => [asked, taken] as const);
      const isGiven = given.ok && given.value.question !== null;
      expect(withdrawn.ok).toBe(!isGiven);
      const stored = (await one.documents.question(one.sessionId, id).get()).data();
      expect(stored?.status).toBe(isGiven ? 'working' : undefined);
      expect((await one.documents.reply(one.sessionId, id).get()).exists).toBe(isGiven);
      expect((await one.documents.session(one.sessionId).get()).data()).toMatchObject({ queued: 0, message_count: isGiven ? 1 : 0 });
    }
  });
});
