import { describeError, objects as names, RUN_LIMITS } from '@oma/contract';
import type { Query, QueryDocumentSnapshot } from '@google-cloud/firestore';
import { collectableAt } from '../agents/reference-files.ts';
import { deleteFound } from '../firestore/delete-found.ts';
import { withIdPrefix } from '../firestore/with-id-prefix.ts';
import { clearSession } from '../sessions/clear-session.ts';
import type { AccountDeps } from './account-deps.ts';
import type { Whose } from './whose.ts';

const PAGE = 100;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Deletes all that a person worked on and what it cost. A session's document goes before what lies below it: without it no transaction moves anything, no
 * rule lets anybody write, and no run is named. When the budgets of its runs are gone as well, nobody counts any more, and the days can go. Yields wherever
 * it may be stopped; begun anew it goes on with what is left.
 */
export async function* eraseWork(deps: AccountDeps, { uid }: Whose): AsyncGenerator<void> {
  const { documents } = deps;
  await endWork(deps, uid);
  yield* takeAway(deps, uid, 'session', documents.sessions().where('user_id', '==', uid));
  await takeForksAway(deps, uid);
  yield* deleteFound(documents.runs().where('user_id', '==', uid), (runId) => documents.besideRun(runId));
  yield* takeAway(deps, uid, 'agent', documents.agents().where('owner_id', '==', uid));
  // The objects of uploads go with those of their sessions.
  yield* deleteFound(documents.uploads().where('user_id', '==', uid));
  yield* eraseFiles(deps, uid);
  yield* deleteFound(documents.shares().where('user_id', '==', uid));
  yield* clearTraces(deps, uid);
  await deleteDays(deps, withIdPrefix(documents.peopleDays(), `${uid}_`), uid);
  // Also those of agents that were deleted before.
  yield* deleteFound(documents.agentDays().where('uid', '==', uid));
  await documents.warmRuns(uid).delete();
  await documents.stats(uid).delete();
  await documents.personPresence(uid).delete();
}

/** A run that could not be ended finds its session gone with its next sign of life; that must not keep anything from being deleted. */
async function endWork(deps: AccountDeps, uid: string): Promise<void> {
  try {
    await deps.endWork(uid);
  } catch (error) {
    deps.log('WARNING', 'deletion_left_work', describeError(error));
  }
}

/** Deletes documents and remembers them, for what lies below, and for what is written below while it is being deleted. */
async function* takeAway(deps: AccountDeps, uid: string, kind: 'session' | 'agent', owned: Query): AsyncGenerator<void> {
  for (;;) {
    const page = await owned.select().limit(PAGE).get();
    if (page.empty) return;
    const batch = deps.documents.firestore.batch();
    for (const { ref } of page.docs) {
      batch.set(deps.documents.deletionTrace(uid, ref.id), { kind, cleared: false });
      batch.delete(ref);
    }
    await batch.commit();
    yield;
  }
}

/** A fork that is being made has no document yet that says whose it is. Nothing is written below it any more, for that asks whether its person is there. */
async function takeForksAway({ documents }: AccountDeps, uid: string): Promise<void> {
  const forks = await documents.forks(uid).get();
  const batch = documents.firestore.batch();
  for (const { session_id } of forks.data()?.begun ?? [])
    batch.set(documents.deletionTrace(uid, session_id), { kind: 'session', cleared: false });
  batch.delete(forks.ref);
  await batch.commit();
}

/**
 * Own files of agents. One that can still be sent leaves a trace that names nobody, by which the sweep deletes it once more when its address is over.
 */
async function* eraseFiles({ documents, objects, now }: AccountDeps, uid: string): AsyncGenerator<void> {
  const owned = documents.referenceFiles().where('user_id', '==', uid).limit(PAGE);
  for (let page = await owned.get(); !page.empty; page = await owned.get()) {
    await objects.delete(page.docs.map(({ id }) => names.referenceFile(id)));
    const batch = documents.firestore.batch();
    for (const document of page.docs) {
      const until = collectableAt(document.data(), now());
      const nobody = { user_id: '', name: '', agents: [], collect_at: until, is_going: true };
      if (until > now()) batch.update(document.ref, nobody);
      else batch.delete(document.ref);
    }
    await batch.commit();
    yield;
  }
}

async function* clearTraces(deps: AccountDeps, uid: string): AsyncGenerator<void> {
  const left = deps.documents.deletionTraces(uid).where('cleared', '==', false).limit(PAGE);
  for (let page = await left.get(); !page.empty; page = await left.get()) {
    for (const trace of page.docs) {
      await clear(deps, trace.data().kind, trace.id);
      await trace.ref.update({ cleared: true });
      yield;
    }
  }
}

/**
 * Looks once more below everything that was deleted, and forgets whose it was: what was on its way then has arrived by now. Only a runner that cannot be
 * reached may still upload; its session's objects are looked for when its signed URLs are over.
 */
export async function* forgetTraces(deps: AccountDeps, { uid }: Whose): AsyncGenerator<void> {
  const { documents } = deps;
  const left = documents.deletionTraces(uid).limit(PAGE);
  for (let page = await left.get(); !page.empty; page = await left.get()) {
    for (const trace of page.docs) {
      const { kind } = trace.data();
      await clear(deps, kind, trace.id);
      const batch = documents.firestore.batch();
      if (kind === 'session')
        batch.set(documents.deletedSession(trace.id), {
          look_again_at: new Date(deps.now().getTime() + RUN_LIMITS.collect),
          cleared: true,
        });
      batch.delete(trace.ref);
      await batch.commit();
      yield;
    }
  }
}

async function clear(deps: AccountDeps, kind: 'session' | 'agent', id: string): Promise<void> {
  const { documents } = deps;
  if (kind === 'agent') {
    await documents.firestore.recursiveDelete(documents.agent(id));
    await deleteDays(deps, withIdPrefix(documents.agentDays(), `${id}_`), id);
    return;
  }
  await clearSession(deps, id);
}

/** Days have an id of whose they are and the day; they are few, one for each day somebody was here. */
async function deleteDays(deps: AccountDeps, days: Query, whose: string): Promise<void> {
  const { docs } = await days.select().get();
  await deleteAll(
    deps,
    docs.filter(({ id }) => DAY.test(id.slice(whose.length + 1))),
  );
}

async function deleteAll({ documents }: AccountDeps, docs: readonly QueryDocumentSnapshot[]): Promise<void> {
  for (let first = 0; first < docs.length; first += PAGE) {
    const batch = documents.firestore.batch();
    for (const { ref } of docs.slice(first, first + PAGE)) batch.delete(ref);
    await batch.commit();
  }
}
