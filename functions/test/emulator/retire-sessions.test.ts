import { DEFAULT_SETTINGS, newSession, paths, type PlatformSettings } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Documents } from '../../src/firestore/documents.ts';
import { settingsReader } from '../../src/platform/settings-reader.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { closeSession } from '../../src/runs/close-session.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { retireSessions } from '../../src/runs/retire-sessions.ts';
import type { RunDeps } from '../../src/runs/run-deps.ts';
import { sweep } from '../../src/runs/sweep.ts';
import { patchSession } from '../../src/sessions/session-store.ts';
import { createHarness, DONE, type Harness, nextMessageId } from './run-harness.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const session = async (id = h.sessionId) => (await h.documents.session(id).get()).data()!;
const status = async (id = h.sessionId) => (await session(id)).status;

/** Asks, has it answered and lets the run end. */
async function converse(): Promise<string> {
  const id = await h.ask('hello');
  const { ref } = await h.start();
  await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
  await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 });
  await leaveRun(h.deps, ref, { turn: 1, reason: 'linger', result: null, failure: null });
  return id;
}

describe('a session that nobody uses', () => {
  it('becomes inactive, then closed, and loses nothing but its status', async () => {
    const id = await converse();
    const before = await session();
    h.clock.pass(30 * MINUTE - 1);
    await sweep(h.deps);
    expect(await status()).toBe('active');
    h.clock.pass(1);
    await sweep(h.deps);
    expect(await session()).toEqual({ ...before, status: 'inactive' });
    h.clock.pass(30 * DAY - 30 * MINUTE - 1);
    await sweep(h.deps);
    expect(await status()).toBe('inactive');
    h.clock.pass(1);
    await sweep(h.deps);
    await sweep(h.deps);
    expect(await session()).toEqual({ ...before, status: 'closed', closed_for_age: true });
    expect((await h.documents.question(h.sessionId, id).get()).data()?.status).toBe('done');
    await patchSession(h.documents, h.sessionId, { status: 'active' }, h.clock.now);
    expect(await session()).toMatchObject({ status: 'active', closed_for_age: false });
    await sweep(h.deps);
    expect(await status()).toBe('active');
  });

  it('is woken by a question, and has its time anew', async () => {
    h.clock.pass(30 * MINUTE);
    await sweep(h.deps);
    expect(await status()).toBe('inactive');
    await converse();
    expect(await status()).toBe('active');
    h.clock.pass(29 * MINUTE);
    await sweep(h.deps);
    expect(await status()).toBe('active');
  });

  it('stays as it is while a page of it is visible', async () => {
    h.clock.pass(30 * MINUTE);
    await h.documents.presence(h.sessionId).set({ visible_until: new Date(h.clock.now.getTime() + 1) });
    await sweep(h.deps);
    expect(await status()).toBe('active');
    h.clock.pass(1);
    await sweep(h.deps);
    expect(await status()).toBe('inactive');
  });

  it('stays as it is while a run serves it, or a question waits in it', async () => {
    await h.ask();
    await h.start();
    const waiting = await h.another();
    await waiting.write();
    h.clock.pass(31 * DAY);
    await retireSessions(h.deps);
    expect(await status()).toBe('active');
    expect(await status(waiting.sessionId)).toBe('active');
  });

  it('keeps no other from its turn by being unreadable or watched', async () => {
    const { firestore } = h.documents;
    await h.documents.firestore.doc(paths.session(h.sessionId)).update({ title: 7, last_activity: new Date(0) });
    const batch = firestore.batch();
    for (let count = 0; count < 205; count += 1) {
      const id = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
      const now = new Date(h.clock.now.getTime() - MINUTE);
      batch.set(h.documents.session(id), newSession({ id, uid: h.uid, agentId: null, agentVersion: 0, kind: 'work', now }));
      batch.set(h.documents.presence(id), { visible_until: new Date(h.clock.now.getTime() + DAY) });
    }
    await batch.commit();
    const last = await h.another();
    h.clock.pass(30 * MINUTE);
    const logged: string[] = [];
    await retireSessions({ ...h.deps, log: (_severity, event) => logged.push(event) });
    expect(logged).toEqual(['sweep_item_failed']);
    expect(await status(last.sessionId)).toBe('inactive');
  });
});

describe('the times of the settings', () => {
  it('are those that an admin saved last, and none where the platform is not set up', async () => {
    const { firestore } = h.documents;
    const deps: RunDeps = { ...h.deps, settings: settingsReader(firestore, () => h.clock.now.getTime()) };
    const save = (change: Partial<PlatformSettings>) => firestore.doc(paths.settings).set({ ...DEFAULT_SETTINGS, ...change });
    h.clock.pass(5 * MINUTE);
    await retireSessions(deps);
    await save({});
    await retireSessions(deps);
    expect(await status()).toBe('active');
    await save({ idle_after_min: 5 });
    await retireSessions(deps);
    expect(await status()).toBe('inactive');
    await save({ close_after_days: 5 / 1440 });
    await retireSessions(deps);
    expect(await status()).toBe('closed');
  });

  it('close an active one at once where it is old enough for that', async () => {
    h.settings.value = { ...DEFAULT_SETTINGS, idle_after_min: 60, close_after_days: 1 / 1440 };
    h.clock.pass(MINUTE);
    await retireSessions(h.deps);
    expect(await status()).toBe('closed');
  });
});

describe('a question that comes in the moment a session is set aside', () => {
  /** Retires sessions; a question is written just after they were looked through for one. Answers its id. */
  async function retireWhileAsked(): Promise<string> {
    const id = nextMessageId();
    const documents = new (class extends Documents {
      override queuedQuestions(sessionId: string) {
        const limited = super.queuedQuestions(sessionId).limit(1);
        const get = limited.get.bind(limited);
        limited.get = async () => {
          const found = await get();
          await h.documents.question(h.sessionId, id).set({ role: 'user', content: 'x', created_at: h.clock.now, status: 'queued' });
          return found;
        };
        limited.limit = () => limited;
        return limited;
      }
    })(h.documents.firestore);
    await retireSessions({ ...h.deps, documents });
    return id;
  }

  it.each([
    ['inactive', 30 * MINUTE],
    ['closed', 30 * DAY],
  ])('is answered, and the session active again, although it became %s', async (became, ms) => {
    h.clock.pass(ms);
    const id = await retireWhileAsked();
    expect(await status()).toBe(became);
    await acceptQuestion(h.deps, h.sessionId, id);
    expect(await session()).toMatchObject({ status: 'active', closed_for_age: false, queued: 1, run: { state: 'queued' } });
    const { ref } = await h.start();
    expect(await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 })).toMatchObject({ value: { question: { id } } });
  });

  it('is stopped where the person closed the session afterwards', async () => {
    h.clock.pass(30 * DAY);
    await retireSessions(h.deps);
    await closeSession(h.deps)(h.sessionId);
    const id = await h.ask();
    expect((await h.documents.question(h.sessionId, id).get()).data()?.status).toBe('stopped');
    expect(await session()).toMatchObject({ status: 'closed', closed_for_age: false });
  });
});
