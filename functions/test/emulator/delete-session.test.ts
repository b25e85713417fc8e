import { DELETED_SESSION_KEPT_MS, objects as names, paths, RUN_LIMITS, type SessionList, Stats } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepLateUploads } from '../../src/accounts/sweep-late-uploads.ts';
import { acceptQuestion } from '../../src/runs/accept-question.ts';
import { closeTurn } from '../../src/runs/close-turn.ts';
import { deleteSession, restoreSession } from '../../src/runs/delete-session.ts';
import { leaveRun } from '../../src/runs/leave-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { type PurgeDeps, purgeSessions } from '../../src/sessions/purge-sessions.ts';
import { recountStats } from '../../src/stats/recount-stats.ts';
import { type ApiHarness, createApiHarness } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let store: ObjectHarness;
let h: Harness;
let api: ApiHarness;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  const firestore = new Firestore({ projectId: `demo-delete-${randomUUID().slice(0, 8)}` });
  h = await createHarness(firestore);
  const runs = { ...h.deps, objects: store.objects };
  api = await createApiHarness(firestore, {
    objects: store.objects,
    now: () => h.clock.now,
    deleteSession: deleteSession(runs),
    restoreSession: restoreSession(runs),
  });
  await api.addMember(h.uid);
});
afterEach(() => h.close());

const call = (method: string, path: string, who = h.uid) => api.call(method, path, { who });
const remove = (id = h.sessionId, who = h.uid) => call('DELETE', `/api/sessions/${id}`, who);
const restore = (id = h.sessionId, who = h.uid) => call('POST', `/api/sessions/${id}/restore`, who);
const session = async () => (await h.documents.session(h.sessionId).get()).data();
const question = async (id: string) => (await h.documents.question(h.sessionId, id).get()).data();
const idsOf = async (query = '') =>
  ((await call('GET', `/api/sessions${query}`)).body as unknown as SessionList).sessions.map(({ id }) => id);
const purgeDeps = (): PurgeDeps => ({ documents: h.documents, objects: store.objects, now: () => h.clock.now, log: () => undefined });
const stats = async () => {
  const { totalRuns, successRate, lastActivity } = Stats.parse((await call('GET', '/api/dashboard/stats')).body);
  return { totalRuns, successRate, lastActivity };
};

/** Asks, and is answered, in a run that has gone home since. */
async function answered(at: Harness = h): Promise<string> {
  const id = await at.ask();
  const { ref } = await at.start();
  await nextQuestion(at.deps, ref, { turn: 0, result: null, wait_s: 0 });
  await nextQuestion(at.deps, ref, { turn: 1, result: DONE, wait_s: 0 });
  await leaveRun(at.deps, ref, { turn: 1, reason: 'linger', result: null, failure: null });
  return id;
}

describe('a deleted conversation', () => {
  it('is not there for any other call, is among the deleted, and comes back as it was', async () => {
    const mid = await answered();
    const before = await session();
    const removed = await remove();
    const goneAt = new Date(h.clock.now.getTime() + DELETED_SESSION_KEPT_MS).toISOString();
    expect(removed).toMatchObject({ status: 200, body: { id: h.sessionId, gone_at: goneAt } });
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { title: 'x' }],
      ['DELETE', ''],
      ['GET', '/conversation'],
      ['POST', '/stop', { message_id: mid }],
      ['POST', '/presence', { visible: true }],
      ['DELETE', `/messages/${mid}`],
      ['PUT', `/messages/${mid}/feedback`, { value: 'up' }],
    ] as const)
      expect((await api.call(method, `/api/sessions/${h.sessionId}${path}`, { who: h.uid, body })).status, `${method} ${path}`).toBe(404);
    expect(await idsOf()).toEqual([]);
    expect((await call('GET', '/api/sessions?deleted=true')).body).toMatchObject({ sessions: [{ id: h.sessionId, gone_at: goneAt }] });
    const back = await restore();
    expect(back.status).toBe(200);
    expect(back.body).not.toHaveProperty('gone_at');
    expect(await session()).toEqual(before);
    expect(await idsOf()).toEqual([h.sessionId]);
    expect(await idsOf('?deleted=true')).toEqual([]);
    expect((await restore()).status).toBe(200);
  });

  it('takes what waits and what works with it, and a question that was on its way', async () => {
    const working = await h.ask('working');
    const { runId, ref } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    const waiting = await h.ask('waiting');
    await remove();
    expect((await question(waiting))?.status).toBe('stopped');
    expect((await session())?.stop?.message_id).toBe(working);
    const late = await h.write('late');
    await acceptQuestion(h.deps, h.sessionId, late);
    expect((await question(late))?.status).toBe('stopped');
    await closeTurn(h.deps, runId, 1);
    expect((await question(working))?.status).toBe('stopped');
    expect(await session()).toMatchObject({ run: null, status: 'closed' });
    await restore();
    expect(await session()).toMatchObject({ run: null, status: 'active', deleted_at: null });
  });

  it('is nobody else’s to delete, list or restore', async () => {
    await api.addMember('other');
    expect((await remove(h.sessionId, 'other')).status).toBe(404);
    expect((await session())?.deleted_at).toBeNull();
    await remove();
    expect((await restore(h.sessionId, 'other')).status).toBe(404);
    expect((await call('GET', '/api/sessions?deleted=true', 'other')).body).toMatchObject({ sessions: [] });
    expect((await session())?.deleted_at).not.toBeNull();
  });

  it('does not hide the others of the list', async () => {
    const others = await Promise.all(Array.from({ length: 60 }, () => h.another()));
    for (const one of others.slice(0, 55)) await deleteSession(h.deps)(one.sessionId);
    expect((await idsOf()).sort()).toEqual([h, ...others.slice(55)].map(({ sessionId }) => sessionId).sort());
    const first = (await call('GET', '/api/sessions?deleted=true')).body as unknown as SessionList;
    const rest = await idsOf(`?deleted=true&cursor=${first.next ?? ''}`);
    expect(new Set([...first.sessions.map(({ id }) => id), ...rest]).size).toBe(55);
  });

  it('cannot be restored once its time is over, also before the sweep', async () => {
    await remove();
    h.clock.pass(DELETED_SESSION_KEPT_MS);
    expect((await restore()).status).toBe(404);
    expect(await idsOf('?deleted=true')).toEqual([]);
  });
});

describe('what is deleted for good', () => {
  /** Everything below the session, and what else is about it. */
  async function left(): Promise<string[]> {
    const below = await h.documents.firestore.collectionGroup('chunks').get();
    const messages = await h.documents.firestore.collection(paths.messages(h.sessionId)).get();
    const runs = await h.documents.runs().where('session_id', '==', h.sessionId).get();
    const uploads = await h.documents.uploads().where('session_id', '==', h.sessionId).get();
    const presence = await h.documents.presence(h.sessionId).get();
    const stored = await store.objects.list(names.sessionPrefix(h.sessionId));
    return [...below.docs, ...messages.docs, ...runs.docs, ...uploads.docs, ...(presence.exists ? [presence] : [])]
      .map(({ ref }) => ref.path)
      .concat(stored);
  }
  async function fill(): Promise<void> {
    const mid = await answered();
    await h.documents.chunk(h.sessionId, mid, 1).set({ seq: 1, events: [], created_at: h.clock.now, expire_at: h.clock.now });
    await h.documents.presence(h.sessionId).set({ visible_until: h.clock.now });
    await store.objects.write(names.workspace(h.sessionId, 'run', 1), 'text/plain', 'x');
    const upload = {
      user_id: h.uid,
      session_id: h.sessionId,
      name: 'x',
      size: 1,
      created_at: h.clock.now,
      taken_at: null,
      collect_at: null,
    };
    await h.documents.upload(randomUUID()).set(upload);
  }
  const purged = async () => {
    await purgeSessions(purgeDeps());
    return (await session()) === undefined;
  };

  it('goes a week later with all that is below it, and stays in the statistics, also counted anew', async () => {
    await fill();
    const kept = await h.another();
    await answered(kept);
    const before = await stats();
    expect(before.totalRuns).toBe(2);
    await remove();
    h.clock.pass(DELETED_SESSION_KEPT_MS - 1);
    expect(await purged()).toBe(false);
    h.clock.pass(1);
    expect(await left()).not.toEqual([]);
    expect(await purged()).toBe(true);
    expect(await left()).toEqual([]);
    expect(await stats()).toEqual(before);
    expect(await recountStats(h.documents, h.uid, h.clock.now)).toBe('right');
    await h.documents.stats(h.uid).update({ done: 0 });
    expect(await recountStats(h.documents, h.uid, h.clock.now)).toBe('corrected');
    expect(await stats()).toEqual(before);
    expect((await h.documents.session(kept.sessionId).get()).exists).toBe(true);
  });

  it('goes once and whole, wherever the sweep is killed and however often it runs', async () => {
    await fill();
    const before = await stats();
    await remove();
    h.clock.pass(DELETED_SESSION_KEPT_MS);
    for (const broken of ['list', 'delete'] as const) {
      const failing = { ...store.objects, [broken]: () => Promise.reject(new Error('killed')) };
      await purgeSessions({ ...purgeDeps(), objects: failing });
      expect(await session()).toBeUndefined();
      expect((await h.documents.deletedSession(h.sessionId).get()).data()?.cleared).toBe(false);
    }
    // Its trace must last until it is cleared, however late that is.
    h.clock.pass(RUN_LIMITS.collect);
    await sweepLateUploads(purgeDeps());
    await Promise.all([purgeSessions(purgeDeps()), purgeSessions(purgeDeps())]);
    expect(await left()).toEqual([]);
    expect((await stats()).totalRuns).toBe(before.totalRuns);
    await store.objects.write(names.workspace(h.sessionId, 'late', 1), 'text/plain', 'x');
    await sweepLateUploads(purgeDeps());
    expect(await left()).toEqual([]);
    expect((await h.documents.deletedSessions().get()).size).toBe(0);
  });

  it('is either restored or gone, where both come at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const one = await h.another();
      await deleteSession(one.deps)(one.sessionId);
      const { now } = h.clock;
      const justBefore = new Date(now.getTime() + DELETED_SESSION_KEPT_MS - 1);
      const over = new Date(now.getTime() + DELETED_SESSION_KEPT_MS);
      const restores = () => restoreSession({ ...one.deps, now: () => justBefore })(one.uid, one.sessionId);
      const purges = () => purgeSessions({ ...purgeDeps(), now: () => over });
      const isBack = await (round % 2 === 0
        ? Promise.all([restores(), purges()]).then(([back]) => back)
        : Promise.all([purges(), restores()]).then(([, back]) => back));
      const there = (await h.documents.session(one.sessionId).get()).data();
      expect(there?.deleted_at).toBe(isBack ? null : undefined);
      expect((await h.documents.deletedSession(one.sessionId).get()).exists).toBe(!isBack);
    }
  });

  it('waits while a run is left, so that nothing ends uncounted', async () => {
    await h.ask();
    const { ref, runId } = await h.start();
    await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
    await remove();
    h.clock.pass(DELETED_SESSION_KEPT_MS);
    expect(await purged()).toBe(false);
    await closeTurn(h.deps, runId, 1);
    expect(await purged()).toBe(true);
    expect((await stats()).totalRuns).toBe(1);
    expect(await recountStats(h.documents, h.uid, h.clock.now)).toBe('right');
  });
});
