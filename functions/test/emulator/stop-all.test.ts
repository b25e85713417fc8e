import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeTurn } from '../../src/runs/close-turn.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import { createHarness, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const statusOf = async (id: string) => (await h.documents.question(h.sessionId, id).get()).data()?.status;
const stopAll = () => requestStop(h.deps)(h.sessionId, null);

describe('a stop that names no question', () => {
  it('ends what waits at once and what is being answered in its time, and nothing new begins', async () => {
    const working = await h.ask('one');
    const { ref } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    const waiting = [await h.ask('two'), await h.ask('three')];
    expect(await stopAll()).toBe('stopping');
    expect(await Promise.all(waiting.map(statusOf))).toEqual(['stopped', 'stopped']);
    const session = (await h.documents.session(h.sessionId).get()).data();
    expect(session).toMatchObject({ queued: 0, status: 'active', stop: { message_id: working }, run: { phase: 'stopping' } });
    expect(h.tasks.filter(({ path }) => path === '/close-turn')).toHaveLength(1);
    await closeTurn(h.deps, ref.runId, 1);
    expect(await statusOf(working)).toBe('stopped');
    expect((await h.documents.session(h.sessionId).get()).data()).toMatchObject({ run: null, queued: 0 });
    expect(await stopAll()).toBe('not_stoppable');
  });

  it('ends what only waits, and says so where there is nothing', async () => {
    expect(await stopAll()).toBe('not_stoppable');
    const waiting = await h.ask('one');
    expect(await stopAll()).toBe('stopped');
    expect(await statusOf(waiting)).toBe('stopped');
  });
});
