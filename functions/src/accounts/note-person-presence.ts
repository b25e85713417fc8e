import { RUN_LIMITS } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

/**
 * Notes that a page of the person is visible. What it said runs out by itself. False, and nothing noted, where the account was deleted: its last ID token is
 * good for up to an hour more.
 */
export const notePersonPresence = (documents: Documents, uid: string, now: Date): Promise<boolean> =>
  runTransaction(documents.firestore, async (tx) => {
    if (!(await tx.get(documents.user(uid))).exists) return false;
    tx.set(documents.personPresence(uid), { visible_until: new Date(now.getTime() + RUN_LIMITS.presence) });
    return true;
  });
