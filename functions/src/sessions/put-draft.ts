import type { SessionDraftDocument } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

/** Keeps what answers in a test until the next one is put; nothing is left below a session that is deleted, and nothing put where it is no test of its person's own. */
export const putDraft = (
  documents: Documents,
  { sessionId, uid, agent, now }: { sessionId: string; uid: string; agent: SessionDraftDocument['agent']; now: Date },
): Promise<'put' | 'gone' | 'no test'> =>
  runTransaction(documents.firestore, async (tx) => {
    const session = (await tx.get(documents.session(sessionId))).data();
    if (session?.user_id !== uid || session.deleted_at !== null) return 'gone';
    // What an attempt asks, and what it may cost, is its run's.
    if (session.kind !== 'test' || session.test_run !== null) return 'no test';
    tx.set(documents.sessionDraft(sessionId), { agent, judged: [], updated_at: now });
    return 'put';
  });
