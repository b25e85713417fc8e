import { MAX_QUEUED, objects, paths, type TurnEvent } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { appendChunk } from '../../src/runs/append-chunk.ts';
import { answerBudget } from '../../src/runs/budget.ts';
import { claimRun } from '../../src/runs/claim-run.ts';
import { closeSession } from '../../src/runs/close-session.ts';
import { closeTurn } from '../../src/runs/close-turn.ts';
import { heartbeat } from '../../src/runs/heartbeat.ts';
import { launchRun } from '../../src/runs/launch-run.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import type { RunRef } from '../../src/runs/run-ref.ts';
import { requestStop } from '../../src/runs/request-stop.ts';
import { settleSilentRun } from '../../src/runs/settle-silent-run.ts';
import { sweep } from '../../src/runs/sweep.ts';
import { endAllWork, withdrawWork } from '../../src/runs/withdraw-work.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const session = async () => (await h.documents.session(h.sessionId).get()).data()!;
const question = async (id: string) => (await h.documents.question(h.sessionId, id).get()).data()!;
const reply = async (id: string) => (await h.documents.reply(h.sessionId, id).get()).data();
const run = async (id: string) => (await h.documents.run(id).get()).data()!;
const say = (ref: RunRef, turn: number, seq: number, ...events: TurnEvent[]) => appendChunk(h.deps, ref, { turn, seq, events });
const text = (s: string): TurnEvent => ({ k: 'text', s });
const next = (ref: RunRef, turn: number, result: typeof DONE | null = null) => nextQuestion(h.deps, ref, { turn, result, wait_s: 0 });
const end = (ref: RunRef, turn: number, reason: 'linger' | 'terminated' | 'failed' = 'linger') =>
  leaveRun(h.deps, ref, { turn, reason, result: null, failure: null });
const beat = (ref: RunRef, turn: number) =>
  heartbeat(h.deps, ref, { turn, usage: { input_tokens: 7, output_tokens: 3, cost_usd: 0.02 }, wait_s: 0 });

describe('the life of a message', () => {
  it('goes from queued to done, with its reply put together from the chunks', async () => {
    const id = await h.ask('안녕하세요');
    expect((await session()).queued).toBe(1);
    const { ref, claim } = await h.start();
    expect(claim.model.key).toBe('the-model-key');
    const first = await next(ref, 0);
    expect(first).toMatchObject({ ok: true, value: { turn: 1, question: { id, content: '안녕하세요' } } });
    expect((await reply(id))?.status).toBe('streaming');
    expect(await session()).toMatchObject({ queued: 0, run: { state: 'working' }, title: '안녕하세요' });
    h.clock.pass(400);
    await say(ref, 1, 1, text('Hello '));
    await say(ref, 1, 2, text('world'));
    h.clock.pass(600);
    const after = await next(ref, 1, { ...DONE, workspace: { size: 5, sha256: 'a'.repeat(64), files: 1 } });
    expect(after).toMatchObject({ ok: true, value: { question: null, turn: 1 } });
    expect(await question(id)).toMatchObject({ status: 'done' });
    expect(await reply(id)).toMatchObject({
      status: 'done',
      content: 'Hello world',
      parts: [{ k: 'text', s: 'Hello world' }],
      claude_code_version: '2.1.330',
      cost_usd: 0.01,
      run_id: ref.runId,
      timings_ms: { queued: 0, launched: 0, claimed: 0, first_delta: 400, ended: 1000 },
    });
    expect(await session()).toMatchObject({
      run: { state: 'idle' },
      workspace: { object: `${h.sessionId}/${ref.runId}/1.tar.gz`, files: 1 },
      usage: { cost_usd: 0.01 },
    });
    expect(await end(ref, 1)).toEqual({ question: null });
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'completed', turns: 1 });
    expect((await session()).run).toBeNull();
  });

  it('serves a follow-up in the same run, and gives a later run the saved workspace', async () => {
    await h.ask('one');
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, { ...DONE, workspace: { size: 5, sha256: 'a'.repeat(64), files: 1 } });
    const second = await h.ask('two');
    expect(await next(ref, 1)).toMatchObject({ ok: true, value: { turn: 2, question: { id: second } } });
    expect(h.launches).toHaveLength(1);
    await next(ref, 2, DONE);
    await end(ref, 2);
    await h.ask('three');
    const { claim } = await h.start();
    expect(claim.workspace_url).toContain(`${ref.runId}/1.tar.gz`);
    expect(claim.memory_url).toContain(`${ref.runId}/1.memory.tar.gz`);
  });

  it('answers two messages in one run, in order, each once', async () => {
    const first = await h.write('first', new Date(h.clock.now.getTime() - 10));
    const second = await h.write('second');
    await Promise.all([acceptQuestion(h.deps, h.sessionId, second), acceptQuestion(h.deps, h.sessionId, first)]);
    const { ref } = await h.start();
    expect(await next(ref, 0)).toMatchObject({ value: { question: { id: first } } });
    expect(await next(ref, 1, DONE)).toMatchObject({ value: { turn: 2, question: { id: second } } });
    await next(ref, 2, DONE);
    expect(h.launches).toHaveLength(1);
    expect(await session()).toMatchObject({ message_count: 2, queued: 0 });
  });

  it('counts the day of the person and the platform', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    const day = (await h.deps.documents.personDay(h.uid, h.clock.now).get()).data();
    expect(day).toMatchObject({ turns: 1, done: 1, failed: 0, cost_usd: 0.01, input_tokens: 10 });
    expect((await question(id)).status).toBe('done');
    await sweep(h.deps);
    expect((await h.documents.platformMonth(h.clock.now).get()).data()).toMatchObject({ turns: 1, done: 1, reserved_usd: 0 });
  });
});

describe('every call may be repeated, reordered or late', () => {
  it('accepts a question once, however often and late its trigger comes', async () => {
    const id = await h.ask();
    await acceptQuestion(h.deps, h.sessionId, id);
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    h.clock.pass(3_600_000);
    await acceptQuestion(h.deps, h.sessionId, id);
    expect(await session()).toMatchObject({ message_count: 1, queued: 0 });
    expect(h.launches).toHaveLength(1);
  });

  it('answers a repeated claim of the same process with the same token, and refuses another process', async () => {
    await h.ask();
    const { claim, runId } = await h.start();
    const request = { run_id: runId, code: h.launches[0]!.claimCode, execution: 'execution-1', protocol: 1 };
    const again = await claimRun(h.deps, { ...request, nonce: `nonce-of-${runId}` });
    expect(again).toMatchObject({ ok: true, value: { run_token: claim.run_token } });
    expect(await claimRun(h.deps, { ...request, nonce: 'another-process-here' })).toEqual({ ok: false, error: 'gone' });
    expect(await claimRun(h.deps, { ...request, code: 'x'.repeat(43), nonce: `nonce-of-${runId}` })).toEqual({
      ok: false,
      error: 'unknown',
    });
    expect(await claimRun(h.deps, { ...request, protocol: 99, nonce: `nonce-of-${runId}` })).toEqual({ ok: false, error: 'protocol' });
    h.clock.pass(121_000);
    expect(await claimRun(h.deps, { ...request, nonce: `nonce-of-${runId}` })).toEqual({ ok: false, error: 'gone' });
  });

  it('gives the same question to a repeated next, and commits a repeated result once', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    const first = await next(ref, 0);
    expect(await next(ref, 0)).toEqual(first);
    await say(ref, 1, 1, text('a'));
    await next(ref, 1, DONE);
    await next(ref, 1, DONE);
    expect((await session()).usage.cost_usd).toBeCloseTo(0.01);
    expect((await reply(id))?.content).toBe('a');
    const second = await h.ask('two');
    const begun = await next(ref, 1, DONE);
    expect(begun).toMatchObject({ value: { turn: 2, question: { id: second } } });
    expect(await next(ref, 1, DONE)).toEqual(begun);
    expect(await next(ref, 0)).toEqual({ ok: false, error: 'gone' });
  });

  it('stores a repeated chunk once and puts late ones in their place', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 2, text('world'));
    await say(ref, 1, 1, text('Hello '));
    await say(ref, 1, 1, text('OTHER'));
    await next(ref, 1, DONE);
    expect((await reply(id))?.content).toBe('Hello world');
    await say(ref, 1, 3, text('!!!'));
    expect((await h.documents.chunks(h.sessionId, id).get()).size).toBe(2);
  });

  it('takes back what was said since the given chunk', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 1, text('kept'));
    await say(ref, 1, 2, text(' cut off'));
    await say(ref, 1, 3, { k: 'reset', to: 1 }, text(' anew'));
    await next(ref, 1, DONE);
    expect((await reply(id))?.content).toBe('kept anew');
  });

  it('refuses to end while a question waits, and ends once', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    const waiting = await h.ask('two');
    expect(await end(ref, 1)).toEqual({ question: waiting });
    await next(ref, 1);
    await next(ref, 2, DONE);
    expect(await end(ref, 2)).toEqual({ question: null });
    expect(await end(ref, 2)).toEqual({ question: null });
    expect(await next(ref, 2)).toEqual({ ok: false, error: 'gone' });
    expect(await beat(ref, 2)).toMatchObject({ gone: true });
    expect(await say(ref, 2, 9, text('late'))).toMatchObject({ gone: true });
  });

  it('leaves a run alone that works again when an end of the turn before arrives late', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    const second = await h.ask('two');
    await next(ref, 1);
    expect(await end(ref, 1)).toEqual({ question: second });
    expect((await run(ref.runId)).state).toBe('working');
    await next(ref, 2, DONE);
    expect((await question(second)).status).toBe('done');
  });

  it('ends a run that is too old for another turn although questions wait, and gives them a new one', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    h.clock.pass(5 * 60 * 60_000 + 1000);
    await next(ref, 1, DONE);
    const waiting = await h.ask('two');
    expect(await next(ref, 1)).toMatchObject({ value: { question: null, linger_until: h.clock.now.toISOString() } });
    expect(await end(ref, 1)).toEqual({ question: null });
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'completed', reason: 'age' });
    expect((await session()).run?.id).not.toBe(ref.runId);
    const again = await h.start();
    expect(await next(again.ref, 0)).toMatchObject({ value: { question: { id: waiting } } });
  });

  it('begins no turn for a caller that has hung up', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    const hungUp = new AbortController();
    const waiting = nextQuestion(h.deps, ref, { turn: 1, result: null, wait_s: 20 }, hungUp.signal);
    hungUp.abort();
    expect(await waiting).toEqual({ ok: false, error: 'gone' });
    expect((await run(ref.runId)).lease_until.getTime() - h.clock.now.getTime()).toBe(3000);
    expect(h.tasks.at(-1)).toMatchObject({ path: '/watch' });
    const second = await h.ask('two');
    expect(await nextQuestion(h.deps, ref, { turn: 1, result: null, wait_s: 0 }, hungUp.signal)).toEqual({ ok: false, error: 'gone' });
    expect((await question(second)).status).toBe('queued');
    expect(await next(ref, 1)).toMatchObject({ value: { question: { id: second } } });
  });

  it('gives a question at once to a new run when the idle one hung up and its execution has ended', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    h.executions.set('execution-1', 'ended');
    const second = await h.ask('two');
    await nextQuestion(h.deps, ref, { turn: 1, result: null, wait_s: 20 }, AbortSignal.abort());
    h.clock.pass(4000);
    await settleSilentRun(h.deps, ref.runId);
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'lost' });
    const again = await h.start();
    expect(await next(again.ref, 0)).toMatchObject({ value: { question: { id: second } } });
  });

  describe('a question that was begun for a runner that died', () => {
    /** Begins a second question just as its caller hangs up. */
    async function beginForNobody(): Promise<{ ref: RunRef; second: string }> {
      await h.ask();
      const { ref } = await h.start();
      await next(ref, 0);
      await next(ref, 1, DONE);
      const second = await h.ask('two');
      const hungUp = new AbortController();
      const read = (): ReturnType<typeof h.deps.settings.read> => {
        hungUp.abort();
        return h.deps.settings.read();
      };
      const deps = { ...h.deps, settings: { ...h.deps.settings, read } };
      expect(await nextQuestion(deps, ref, { turn: 1, result: null, wait_s: 0 }, hungUp.signal)).toEqual({ ok: false, error: 'gone' });
      expect(await run(ref.runId)).toMatchObject({ state: 'working', turn_message: second });
      return { ref, second };
    }

    it('waits again, and is answered once by a new run', async () => {
      const { ref, second } = await beginForNobody();
      h.executions.set('execution-1', 'ended');
      h.clock.pass(4000);
      await settleSilentRun(h.deps, ref.runId);
      expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'lost', turn_message: null });
      expect(await question(second)).toMatchObject({ status: 'queued' });
      expect((await h.documents.reply(h.sessionId, second).get()).exists).toBe(false);
      expect((await h.documents.runBudget(ref.runId).get()).exists).toBe(false);
      expect(await session()).toMatchObject({ queued: 1, message_count: 2 });
      const again = await h.start();
      expect(await next(again.ref, 0)).toMatchObject({ value: { question: { id: second } } });
      await next(again.ref, 1, DONE);
      expect(await question(second)).toMatchObject({ status: 'done' });
      expect(await session()).toMatchObject({ queued: 0, message_count: 2 });
    });

    it('is begun for the same runner where only its connection was lost', async () => {
      const { ref, second } = await beginForNobody();
      expect(await next(ref, 1)).toMatchObject({ value: { question: { id: second }, turn: 2 } });
    });

    it('fails the second time', async () => {
      const twice = await beginForNobody();
      h.executions.set('execution-1', 'ended');
      await h.documents.question(h.sessionId, twice.second).update({ handed_back_at: h.clock.now });
      h.clock.pass(4000);
      await settleSilentRun(h.deps, twice.ref.runId);
      expect(await question(twice.second)).toMatchObject({ status: 'failed' });
    });

    it.each([
      [
        'the model may have been asked',
        async (ref: RunRef) => answerBudget(h.deps, ref, { turn: 2, reserve: { request: 1, usd: 0.1 }, settle: [] }),
      ],
      ['something was said', async (ref: RunRef) => appendChunk(h.deps, ref, { turn: 2, seq: 1, events: [{ k: 'text', s: 'a' }] })],
      ['the run may still be working', async () => Promise.resolve(h.executions.set('execution-1', 'unknown'))],
    ])('fails where %s', async (_name, happens: (ref: RunRef) => Promise<unknown>) => {
      const { ref, second } = await beginForNobody();
      h.executions.set('execution-1', 'ended');
      await happens(ref);
      h.clock.pass(60_000);
      await settleSilentRun(h.deps, ref.runId);
      await settleSilentRun(h.deps, ref.runId);
      expect(await question(second)).toMatchObject({ status: 'failed' });
      expect((await h.documents.reply(h.sessionId, second).get()).data()).toMatchObject({ error: { code: 'run_lost' } });
    });
  });

  it('watches a launch also when the first call died before it had made the watch', async () => {
    await h.ask();
    const runId = (await session()).run!.id;
    const broken = { ...h.deps, tasks: { callLater: () => Promise.reject(new Error('the process was killed')) } };
    await expect(launchRun(broken, runId)).rejects.toThrow();
    expect(h.launches).toHaveLength(0);
    h.tasks.length = 0;
    await launchRun(h.deps, runId);
    expect(h.launches).toHaveLength(1);
    expect(h.tasks.map((task) => task.path)).toEqual(['/watch']);
  });

  it('enforces a stop also when the first call died before it had made the task', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    const broken = { ...h.deps, tasks: { callLater: () => Promise.reject(new Error('the process was killed')) } };
    await expect(requestStop(broken)(h.sessionId, id)).rejects.toThrow();
    expect(await requestStop(h.deps)(h.sessionId, id)).toBe('stopping');
    expect(h.tasks.at(-1)).toMatchObject({ path: '/close-turn', body: { run_id: ref.runId, turn: 1 } });
  });

  it('launches once when the launch task is delivered twice', async () => {
    await h.ask();
    const { runId } = await h.start();
    await launchRun(h.deps, runId);
    expect(h.launches).toHaveLength(1);
  });

  it('answers a question whose trigger died after its transaction', async () => {
    const id = await h.write();
    const broken = { ...h.deps, tasks: { callLater: () => Promise.reject(new Error('the process was killed')) } };
    await expect(acceptQuestion(broken, h.sessionId, id)).rejects.toThrow();
    expect(h.tasks).toHaveLength(0);
    await acceptQuestion(h.deps, h.sessionId, id);
    expect(h.tasks.map((task) => task.path)).toEqual(['/launch']);
  });

  it('answers it also when no retry ever comes: the sweep makes the launch task', async () => {
    const id = await h.write();
    const broken = { ...h.deps, tasks: { callLater: () => Promise.reject(new Error('the process was killed')) } };
    await expect(acceptQuestion(broken, h.sessionId, id)).rejects.toThrow();
    h.clock.pass(31_000);
    await sweep(h.deps);
    expect(h.tasks.map((task) => task.name)).toEqual([expect.stringMatching(/-launch-1$/)]);
  });

  it('gives a run that waits among many no task at each sweep: another after five minutes, and one more after fifteen', async () => {
    await h.ask();
    const after = async (ms: number): Promise<number> => {
      h.clock.pass(ms);
      await sweep(h.deps);
      return h.tasks.filter(({ path }) => path === '/launch').length;
    };
    expect([await after(31_000), await after(60_000), await after(60_000), await after(150_000)]).toEqual([1, 1, 1, 2]);
    expect([await after(60_000), await after(540_000), await after(60_000), await after(600_000)]).toEqual([2, 3, 3, 3]);
    expect(h.tasks.map(({ name }) => name.replace(/^.*-launch-/, ''))).toEqual(['1', '2', '3']);
  });

  it('lets a run end although a question that was counted is no more', async () => {
    const id = await h.ask();
    const gone = await h.ask('two');
    const { ref } = await h.start();
    expect(await next(ref, 0)).toMatchObject({ value: { question: { id } } });
    await h.documents.question(h.sessionId, gone).delete();
    expect(await next(ref, 1, DONE)).toMatchObject({ value: { question: null } });
    expect((await session()).queued).toBe(0);
    expect(await end(ref, 1)).toEqual({ question: null });
  });

  it('finds a question whose trigger never came', async () => {
    const id = await h.write('lost', new Date(h.clock.now.getTime() - 61_000));
    await sweep(h.deps);
    expect(await session()).toMatchObject({ queued: 1, wake: id, run: { state: 'queued' } });
  });
});

describe('a question that somebody deletes while it is answered', () => {
  it.each(['the result', 'the end of the run'])('is paid for, and its run goes on or ends, with %s', async (how) => {
    const id = await h.ask('gone');
    const { ref } = await h.start();
    await next(ref, 0);
    await h.documents.question(h.sessionId, id).delete();
    if (how === 'the result') {
      expect(await next(ref, 1, DONE)).toMatchObject({ ok: true, value: { question: null, turn: 1 } });
      expect(await session()).toMatchObject({ run: { state: 'idle' } });
    } else {
      await beat(ref, 1);
      h.executions.set('execution-1', 'ended');
      h.clock.pass(31_000);
      await settleSilentRun(h.deps, ref.runId);
      expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'lost' });
    }
    const cost = how === 'the result' ? DONE.usage.cost_usd : 0.02;
    expect((await session()).usage.cost_usd).toBe(cost);
    expect(await run(ref.runId)).toMatchObject({ turn_message: null, cost_usd: cost });
    const after = await h.ask('after');
    expect(await question(after)).toMatchObject({ status: 'queued' });
  });
});

describe('stop', () => {
  it('stops a question that waits at once', async () => {
    const id = await h.ask();
    expect(await requestStop(h.deps)(h.sessionId, id)).toBe('stopped');
    expect(await question(id)).toMatchObject({ status: 'stopped' });
    expect(await reply(id)).toMatchObject({ status: 'stopped', content: '', error: null });
    expect(await requestStop(h.deps)(h.sessionId, id)).toBe('not_stoppable');
  });

  it('tells the run, which ends the turn; the queue goes on', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 1, text('half'));
    const second = await h.ask('two');
    expect(await requestStop(h.deps)(h.sessionId, id)).toBe('stopping');
    expect((await session()).run?.phase).toBe('stopping');
    expect(await beat(ref, 1)).toMatchObject({ stop: true, gone: false });
    expect(await next(ref, 1, { ...DONE, status: 'stopped' })).toMatchObject({ value: { question: { id: second } } });
    expect(await reply(id)).toMatchObject({ status: 'stopped', content: 'half' });
  });

  it('wakes a heartbeat that is held open', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    const held = heartbeat(h.deps, ref, { turn: 1, usage: { input_tokens: 0, output_tokens: 0, cost_usd: 0 }, wait_s: 10 });
    await requestStop(h.deps)(h.sessionId, id);
    expect(await held).toMatchObject({ stop: true });
  });

  it('closes a turn that does not obey, cancels its execution, and gives the queue a new run', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 1, text('half'));
    const second = await h.ask('two');
    await requestStop(h.deps)(h.sessionId, id);
    expect(h.tasks.at(-1)).toMatchObject({ path: '/close-turn', body: { run_id: ref.runId, turn: 1 } });
    await closeTurn(h.deps, ref.runId, 1);
    await closeTurn(h.deps, ref.runId, 1);
    expect(await reply(id)).toMatchObject({ status: 'stopped', content: 'half' });
    expect(h.cancelled).toEqual(['execution-1']);
    expect(await session()).toMatchObject({ run: { state: 'queued' }, queued: 1 });
    const again = await h.start();
    expect(again.runId).not.toBe(ref.runId);
    expect(await next(again.ref, 0)).toMatchObject({ value: { question: { id: second } } });
    expect(await next(ref, 1, DONE)).toEqual({ ok: false, error: 'gone' });
  });

  it('leaves a turn alone that ended in time', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await requestStop(h.deps)(h.sessionId, id);
    await next(ref, 1, { ...DONE, status: 'stopped' });
    await closeTurn(h.deps, ref.runId, 1);
    expect(h.cancelled).toEqual([]);
    expect(await run(ref.runId)).toMatchObject({ state: 'idle' });
  });

  it('closes a session: what waits is stopped, what works is told to', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    const second = await h.ask('two');
    await closeSession(h.deps)(h.sessionId);
    expect(await question(second)).toMatchObject({ status: 'stopped' });
    expect(await beat(ref, 1)).toMatchObject({ stop: true });
    const last = await next(ref, 1, { ...DONE, status: 'stopped' });
    expect(last).toMatchObject({ value: { question: null, linger_until: h.clock.now.toISOString() } });
    expect(await question(id)).toMatchObject({ status: 'stopped' });
  });
});

describe('a run that dies', () => {
  it('is lost after its lease, keeps the partial text, says why, and leaves the session usable', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 1, text('half'));
    await beat(ref, 1);
    h.executions.set('execution-1', 'ended');
    h.clock.pass(29_000);
    expect((await settleSilentRun(h.deps, ref.runId)).lookAgainAt).not.toBeNull();
    expect((await run(ref.runId)).state).toBe('working');
    h.clock.pass(2_000);
    await settleSilentRun(h.deps, ref.runId);
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'lost', usage: { cost_usd: 0.02 } });
    expect(await reply(id)).toMatchObject({ status: 'failed', content: 'half', error: { code: 'run_lost' }, cost_usd: 0.02 });
    const second = await h.ask('two');
    const again = await h.start();
    expect(await next(again.ref, 0)).toMatchObject({ value: { question: { id: second } } });
  });

  it('is granted one grace while Cloud Run says it is running, and recovers with a heartbeat', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    h.clock.pass(31_000);
    expect((await settleSilentRun(h.deps, ref.runId)).lookAgainAt).not.toBeNull();
    expect(await beat(ref, 1)).toMatchObject({ gone: false });
    h.clock.pass(31_000);
    await settleSilentRun(h.deps, ref.runId);
    expect((await run(ref.runId)).grace_given).toBe(true);
    h.clock.pass(16_000);
    await settleSilentRun(h.deps, ref.runId);
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'lost' });
    expect(h.cancelled).toEqual(['execution-1']);
  });

  it('that died between turns is missed by the next question, before its lease is over', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    h.executions.set('execution-1', 'ended');
    h.clock.pass(5_000);
    await h.ask('too early to miss it');
    expect((await session()).run?.id).toBe(ref.runId);
    h.clock.pass(10_000);
    const second = await h.ask('two');
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'lost' });
    expect((await question(second)).status).toBe('queued');
    expect((await session()).run).toMatchObject({ state: 'queued' });
    expect((await session()).run?.id).not.toBe(ref.runId);
  });

  it('is not missed between turns while Cloud Run says that it runs', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await next(ref, 1, DONE);
    h.clock.pass(20_000);
    const second = await h.ask('two');
    expect((await session()).run?.id).toBe(ref.runId);
    expect(await next(ref, 1)).toMatchObject({ value: { question: { id: second } } });
  });

  it('an image that always crashes is launched twice, then every question fails; a new question starts anew', async () => {
    const id = await h.ask();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const runId = (await session()).run!.id;
      await launchRun(h.deps, runId);
      h.executions.set(`execution-${attempt}`, 'ended');
      await settleSilentRun(h.deps, runId);
    }
    expect(h.launches).toHaveLength(2);
    expect(await reply(id)).toMatchObject({ status: 'failed', error: { code: 'launch_failed' } });
    expect(await session()).toMatchObject({ run: null, queued: 0 });
    await h.ask('again');
    expect((await session()).run).toMatchObject({ state: 'queued' });
  });

  it('an execution that never claims ends at the launch limit', async () => {
    await h.ask();
    const runId = (await session()).run!.id;
    await launchRun(h.deps, runId);
    h.clock.pass(100_000);
    expect((await settleSilentRun(h.deps, runId)).lookAgainAt).not.toBeNull();
    h.clock.pass(81_000);
    await settleSilentRun(h.deps, runId);
    expect(await run(runId)).toMatchObject({ state: 'ended', outcome: 'failed' });
    expect((await session()).run?.id).not.toBe(runId);
  });

  it('a refused launch fails at once, a busy region asks again later', async () => {
    const id = await h.ask();
    h.launchAnswer.value = { ok: false, error: { kind: 'busy', detail: 'full' } };
    const runId = (await session()).run!.id;
    expect(await launchRun(h.deps, runId)).toBe('busy');
    expect((await question(id)).status).toBe('queued');
    h.launchAnswer.value = { ok: false, error: { kind: 'refused', detail: 'no such job' } };
    await launchRun(h.deps, runId);
    await launchRun(h.deps, (await session()).run!.id);
    expect(await reply(id)).toMatchObject({ error: { code: 'launch_failed', detail: 'no such job' } });
  });

  it('a full region makes a question wait, and is no failed launch', async () => {
    const id = await h.ask();
    h.launchAnswer.value = { ok: false, error: { kind: 'busy', detail: 'full' } };
    const runId = (await session()).run!.id;
    for (let minutes = 0; minutes < 20; minutes += 2) {
      expect(await launchRun(h.deps, runId)).toBe('busy');
      h.clock.pass(120_000);
      await settleSilentRun(h.deps, runId);
    }
    expect((await question(id)).status).toBe('queued');
    expect((await session()).run).toMatchObject({ id: runId, phase: 'queued' });
    h.launchAnswer.value = { ok: true, value: null };
    expect(await launchRun(h.deps, runId)).toBe('launched');
    const late = h.clock.now.getTime();
    expect((await run(runId)).created_at.getTime()).toBeLessThan(late);
  });

  it('a launched run whose watch was lost is found by the sweep when its execution ends', async () => {
    await h.ask();
    const runId = (await session()).run!.id;
    await launchRun(h.deps, runId);
    h.executions.set('execution-1', 'ended');
    h.clock.pass(31_000);
    await sweep(h.deps);
    expect(await run(runId)).toMatchObject({ state: 'ended', outcome: 'failed' });
  });

  it('a silent run is found behind hundreds that cannot be settled', async () => {
    await h.ask();
    const { runId } = await h.start();
    h.executions.set('execution-1', 'ended');
    const silent = (await run(runId)).lease_until;
    const batch = h.documents.firestore.batch();
    for (let count = 0; count < 205; count += 1) {
      const id = `run_${String(count).padStart(20, '0')}`;
      batch.set(h.documents.firestore.doc(paths.run(id)), { state: 'working', lease_until: new Date(silent.getTime() - 1000) });
    }
    await batch.commit();
    h.clock.now = new Date(silent.getTime() + 1000);
    await sweep(h.deps);
    expect(await run(runId)).toMatchObject({ state: 'ended', outcome: 'lost' });
  });

  it('a question that names what nobody can is answered without it, and so is the next', async () => {
    const first = await h.write();
    await h.documents.firestore.doc(paths.question(h.sessionId, first)).update({ attachments: ['no id'], retry_of: 7 });
    await acceptQuestion(h.deps, h.sessionId, first);
    const second = await h.ask();
    const { ref } = await h.start();
    expect(await next(ref, 0)).toMatchObject({ value: { question: { id: first, attachments: [] } } });
    expect(await next(ref, 1, DONE)).toMatchObject({ value: { question: { id: second } } });
  });

  it('a turn that outlives its deadline is closed with turn_timeout although its heart beats', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    h.clock.pass(30 * 60_000 + 6_000);
    await beat(ref, 1);
    await settleSilentRun(h.deps, ref.runId);
    expect(await reply(id)).toMatchObject({ status: 'failed', error: { code: 'turn_timeout' } });
  });

  it('a terminated run commits its open turn, and what waits gets a new run', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    const second = await h.ask('two');
    await leaveRun(h.deps, ref, {
      turn: 1,
      reason: 'terminated',
      result: { ...DONE, status: 'failed', error: { code: 'run_lost', detail: 'terminated' } },
      failure: null,
    });
    expect(await reply(id)).toMatchObject({ status: 'failed', error: { code: 'run_lost' } });
    expect((await session()).run).toMatchObject({ state: 'queued' });
    expect((await question(second)).status).toBe('queued');
  });

  it('objects nobody names are deleted a day after the end', async () => {
    await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    const kept = `${h.sessionId}/${ref.runId}/1.tar.gz`;
    const orphan = `${h.sessionId}/${ref.runId}/2.tar.gz`;
    for (const name of [...objects.ofWorkspace(kept), ...objects.ofWorkspace(orphan)]) h.storedObjects.add(name);
    await next(ref, 1, { ...DONE, workspace: { size: 1, sha256: 'b'.repeat(64), files: 1 } });
    await end(ref, 1);
    h.clock.pass(25 * 3_600_000);
    await sweep(h.deps);
    expect(h.deletedObjects).toEqual(objects.ofWorkspace(orphan));
    await sweep(h.deps);
    expect(h.deletedObjects).toEqual(objects.ofWorkspace(orphan));
  });
});

describe('what may not be answered', () => {
  it('fails what waits when the person is not approved, without starting anything', async () => {
    const id = await h.ask();
    await h.documents.user(h.uid).update({ beta_approved: false });
    await launchRun(h.deps, (await session()).run!.id);
    expect(h.launches).toHaveLength(0);
    expect(await reply(id)).toMatchObject({ status: 'failed', error: { code: 'revoked' } });
    expect((await session()).run).toBeNull();
  });

  it.each([
    ['not_accepting', async () => Promise.resolve((h.settings.value = { ...h.settings.value!, accepting_messages: false }))],
    ['budget_reached', async () => h.documents.personDay(h.uid, h.clock.now).set({ cost_usd: 5 } as never, { merge: true })],
    ['agent_unavailable', async () => h.documents.session(h.sessionId).update({ agent_id: 'A'.repeat(20) })],
  ] as const)('fails it with %s', async (code, arrange) => {
    await arrange();
    const id = await h.ask();
    const runId = (await session()).run!.id;
    await launchRun(h.deps, runId);
    expect(await reply(id)).toMatchObject({ status: 'failed', error: { code } });
  });

  it('fails what is beyond twenty with rate_limited, at most twenty wait', async () => {
    const ids = [];
    for (let index = 0; index <= MAX_QUEUED; index += 1) ids.push(await h.ask(`question ${index}`));
    expect(await reply(ids.at(-1)!)).toMatchObject({ error: { code: 'rate_limited' } });
    expect((await session()).queued).toBe(MAX_QUEUED);
  });

  it('stops a question that reached a closed session', async () => {
    await closeSession(h.deps)(h.sessionId);
    const id = await h.ask();
    expect(await reply(id)).toMatchObject({ status: 'stopped' });
    expect(h.tasks).toHaveLength(0);
  });

  it('keeps a reply too long for its document whole in an object that its parts name', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    for (let seq = 1; seq <= 3; seq += 1) await say(ref, 1, seq, text('가'.repeat(80_000)));
    await say(ref, 1, 4, text('the end'));
    await next(ref, 1, DONE);
    const stored = (await reply(id))!;
    expect(Buffer.byteLength(JSON.stringify(stored))).toBeLessThan(700 * 1024);
    expect(stored.parts).toMatchObject([{ k: 'text', object: `${h.sessionId}/replies/${id}.json` }, { k: 'text' }]);
    expect(stored.parts.at(-1)).toMatchObject({ s: expect.stringMatching(/^가+the end$/) as string });
    expect(h.storedObjects).toContain(`${h.sessionId}/replies/${id}.json`);
  });
});

describe('shutting out', () => {
  it('ends what somebody has running at once with its text kept, and what waits without starting anything', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await say(ref, 1, 1, text('half'));
    const waiting = await h.ask('two');
    await h.documents.user(h.uid).update({ beta_approved: false });
    await withdrawWork(h.deps, h.uid);
    expect(await run(ref.runId)).toMatchObject({ state: 'ended', outcome: 'stopped' });
    expect(await reply(id)).toMatchObject({ status: 'failed', content: 'half', error: { code: 'revoked' } });
    expect(h.cancelled).toEqual(['execution-1']);
    expect(await beat(ref, 1)).toMatchObject({ gone: true });
    await launchRun(h.deps, (await session()).run!.id);
    expect(await reply(waiting)).toMatchObject({ status: 'failed', error: { code: 'revoked' } });
    expect(h.launches).toHaveLength(1);
    expect((await session()).run).toBeNull();
    await withdrawWork(h.deps, h.uid);
  });

  it('leaves other people’s work alone; switching the platform off does not', async () => {
    const id = await h.ask();
    const { ref } = await h.start();
    await next(ref, 0);
    await withdrawWork(h.deps, 'somebody-else');
    expect((await run(ref.runId)).state).toBe('working');
    h.settings.value = { ...h.settings.value!, accepting_messages: false };
    await endAllWork(h.deps);
    expect(await reply(id)).toMatchObject({ status: 'failed', error: { code: 'not_accepting' } });
    expect((await session()).run).toBeNull();
  });
});
