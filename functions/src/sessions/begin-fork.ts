import { FORKS_PER_DAY, type Result, type SessionDocument } from '@oma/contract';
import { randomUUID } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

const DAY_MS = 24 * 60 * 60_000;
/** No call works on a fork for longer: the function's own limit. */
const MAKING_MS = 10 * 60_000;
/** When what is left of a fork that was not finished is deleted. */
const UNFINISHED_MS = 60 * 60_000;

/** Which fork is wanted: of which conversation, up to which question, and with which key of the caller's. */
export type WantedFork = { source: SessionDocument; messageId: string; key: string | null };

/** `being_made`: another call is at it. `too_many`: as many as anybody may have, until then. `gone`: the person is. */
export type NoFork = { reason: 'being_made' | 'gone' } | { reason: 'too_many'; until: Date };

/**
 * Finds the fork that was made with the same key, or notes that one is begun and names it. It counts from here on, whatever comes of it. A trace stands for it
 * until its document is written, by which the sweep deletes what is left where the making breaks off.
 */
export async function beginFork(
  { documents, now: clock }: { documents: Documents; now: () => Date },
  { source, messageId, key }: WantedFork,
): Promise<Result<{ id: string } | { made: SessionDocument }, NoFork>> {
  const uid = source.user_id;
  return runTransaction(documents.firestore, async (tx): ReturnType<typeof beginFork> => {
    const now = clock();
    const [user, forks] = await Promise.all([tx.get(documents.user(uid)), tx.get(documents.forks(uid))]);
    if (!user.exists) return { ok: false, error: { reason: 'gone' } };
    const recent = (forks.data()?.begun ?? []).filter(({ at }) => at.getTime() > now.getTime() - DAY_MS);
    const same = recent.findLast(
      ({ from, ...fork }) => key !== null && fork.key === key && from.session_id === source.session_id && from.message_id === messageId,
    );
    const made = same === undefined ? undefined : (await tx.get(documents.session(same.session_id))).data();
    if (made?.deleted_at === null && made.user_id === uid) return { ok: true, value: { made } };
    if (same !== undefined && made === undefined && same.at.getTime() > now.getTime() - MAKING_MS)
      return { ok: false, error: { reason: 'being_made' } };
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= FORKS_PER_DAY)
      return { ok: false, error: { reason: 'too_many', until: new Date(oldest.at.getTime() + DAY_MS) } };
    const id = randomUUID();
    const from = { session_id: source.session_id, message_id: messageId };
    tx.set(documents.forks(uid), { begun: [...recent, { session_id: id, from, key, at: now }] });
    tx.create(documents.deletedSession(id), { look_again_at: new Date(now.getTime() + UNFINISHED_MS), cleared: true });
    return { ok: true, value: { id } };
  });
}

/** Notes that nothing came of a fork: whoever sends its key again gets another one. */
export async function giveUpFork(documents: Documents, uid: string, id: string): Promise<void> {
  const reference = documents.forks(uid);
  await runTransaction(documents.firestore, async (tx) => {
    const forks = (await tx.get(reference)).data();
    if (forks === undefined) return;
    tx.set(reference, { begun: forks.begun.map((fork) => (fork.session_id === id ? { ...fork, key: null } : fork)) });
  });
}
