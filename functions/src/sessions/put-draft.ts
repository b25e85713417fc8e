import type { SessionDraftDocument } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

/** Keeps what answers in a test until the next one is put. False where the session went meanwhile: nothing is left below one that is deleted. */
export const putDraft = (
  documents: Documents,
  { sessionId, uid, agent, now }: { sessionId: string; uid: string; agent: SessionDraftDocument['agent']; now: Date },
): Promise<boolean> =>
  runTransaction(documents.firestore, async (tx) => {
    const session = (await tx.get(documents.session(sessionId))).data();
    if (session?.user_id !== uid || session.deleted_at !== null) return false;
    tx.set(documents.sessionDraft(sessionId), { agent, judged: [], updated_at: now });
    return true;
  });
