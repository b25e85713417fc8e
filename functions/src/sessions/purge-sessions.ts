import { DELETED_SESSION_KEPT_MS, describeError, NO_ENDS, RUN_LIMITS, type SessionDocument } from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { Log } from '../log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { addEnd } from '../stats/ends.ts';
import { readEnds } from '../stats/read-ends.ts';
import { purgedChange } from '../stats/stats-change.ts';
import { statsDays } from '../stats/stats-days.ts';
import { clearSession } from './clear-session.ts';

export type PurgeDeps = { documents: Documents; objects: ObjectStore; now: () => Date; log: Log };

const BATCH = 50;

/**
 * Deletes for good the sessions whose time to be restored is over. The document goes first, in one transaction with what the person's statistics keep of it and
 * with a trace; then, by the trace, all that lay below it. So it may be killed at any step and be run twice: nothing is counted twice or left behind. One that
 * cannot be deleted does not keep the others from their turn.
 */
export async function purgeSessions(deps: PurgeDeps): Promise<void> {
  const before = new Date(deps.now().getTime() - DELETED_SESSION_KEPT_MS);
  const due = await deps.documents.sessions().where('deleted_at', '<=', before).orderBy('deleted_at').limit(BATCH).get();
  for (const session of due.docs) await attempt(deps, () => takeAway(deps, session));
  const left = await deps.documents.deletedSessions().where('cleared', '==', false).limit(BATCH).get();
  for (const { id, ref } of left.docs)
    await attempt(deps, async () => {
      await clearSession(deps, id);
      await ref.update({ cleared: true });
    });
}

async function attempt({ log }: PurgeDeps, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    log('ERROR', 'purge_failed', describeError(error));
  }
}

/** The answers are counted before the transaction: in a session that was deleted days ago nothing ends any more, unless a run is left, which goes first. */
async function takeAway({ documents, now }: PurgeDeps, found: QueryDocumentSnapshot<SessionDocument>): Promise<void> {
  const { user_id, kind, deleted_at, run } = found.data();
  if (run !== null || deleted_at === null) return;
  const shown = statsDays(now());
  const counted = kind === 'work' ? (await readEnds(documents, found.id)).reduce(addEnd, NO_ENDS) : NO_ENDS;
  const days = Object.fromEntries(Object.entries(counted.days).filter(([day]) => shown.includes(day)));
  await runTransaction(documents.firestore, async (tx) => {
    const session = (await tx.get(found.ref)).data();
    // Restored, or deleted anew, or with its account, in between.
    if (session?.deleted_at?.getTime() !== deleted_at.getTime() || session.run !== null) return;
    if (counted.last_run_ms > 0) tx.set(documents.stats(user_id), purgedChange({ ...counted, days }), { merge: true });
    tx.set(documents.deletedSession(found.id), { look_again_at: new Date(now().getTime() + RUN_LIMITS.collect), cleared: false });
    tx.delete(found.ref);
  });
}
