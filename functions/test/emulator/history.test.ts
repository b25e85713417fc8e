import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { readHistory } from '../../src/runs/read-history.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

/** Asks and answers one question in an open run, as its turn `turn`; the next question is begun as well where one waits. */
async function exchange(ref: RunRef, turn: number, answer: string, result = DONE): Promise<void> {
  await appendChunk(h.deps, ref, { turn, seq: 1, events: [{ k: 'text', s: answer }] });
  h.clock.pass(1000);
  expect(await nextQuestion(h.deps, ref, { turn, result, wait_s: 0 })).toMatchObject({ ok: true });
}

async function begin(content: string): Promise<RunRef> {
  await h.ask(content);
  const { ref } = await h.start();
  await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
  return ref;
}

describe('what was said before the open turn', () => {
  it('is told oldest first with how each answer ended, without what is open or waits', async () => {
    const ref = await begin('첫 질문');
    h.clock.pass(10);
    await h.ask('둘째 질문');
    h.clock.pass(10);
    await h.ask('셋째 질문');
    h.clock.pass(10);
    await h.ask('넷째 질문');
    await exchange(ref, 1, '첫 답');
    await exchange(ref, 2, '둘째 답의 앞부분', { ...DONE, status: 'stopped' });
    expect(await readHistory(h.deps, ref, 3)).toEqual({
      exchanges: [
        { question: '첫 질문', answer: '첫 답', status: 'done' },
        { question: '둘째 질문', answer: '둘째 답의 앞부분', status: 'stopped' },
      ],
      is_whole: true,
    });
  });

  it('is its newest part where there is more than there is room for, and says so', async () => {
    const count = 16;
    const ref = await begin('question 1');
    for (let number = 2; number <= count; number += 1) {
      h.clock.pass(10);
      await h.ask(`question ${String(number)}`);
    }
    for (let turn = 1; turn < count; turn += 1) await exchange(ref, turn, `${String(turn)} ${'x'.repeat(5000)}`);
    const history = await readHistory(h.deps, ref, count);
    expect(history?.is_whole).toBe(false);
    expect(history?.exchanges.map(({ question }) => question)).toEqual(
      Array.from({ length: 11 }, (_, index) => `question ${String(count - 11 + index)}`),
    );
  });

  it('cuts one long message, and says so', async () => {
    const ref = await begin('one');
    h.clock.pass(10);
    await h.ask('two');
    await exchange(ref, 1, 'y'.repeat(9000));
    const history = await readHistory(h.deps, ref, 2);
    expect(history?.is_whole).toBe(false);
    expect(history?.exchanges[0]?.answer).toBe(`${'y'.repeat(8000)}…`);
  });

  it('is nothing at the first question, and is not told for a turn that is not open', async () => {
    const ref = await begin('one');
    expect(await readHistory(h.deps, ref, 1)).toEqual({ exchanges: [], is_whole: true });
    expect(await readHistory(h.deps, ref, 2)).toBeNull();
    await exchange(ref, 1, 'done');
    expect(await readHistory(h.deps, ref, 1)).toBeNull();
  });

  it('is noted with the answer that went on from it', async () => {
    const ref = await begin('one');
    h.clock.pass(10);
    const id = await h.ask('two');
    await exchange(ref, 1, 'first');
    await exchange(ref, 2, 'second', { ...DONE, recalled: 'whole' });
    expect((await h.documents.reply(h.sessionId, id).get()).data()?.recalled).toBe('whole');
  });
});
