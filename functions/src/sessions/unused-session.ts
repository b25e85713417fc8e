import type { SessionDocument, SessionKind } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

/** Tests that try an agent and those that design one lie beside each other. */
const LOOKED_AT = 5;

/**
 * The newest own session of this kind with this agent, and that designs one where this does, taken up again where nothing was asked in it and it is not closed; null otherwise. Whoever presses
 * "run" and goes away again would else leave an empty conversation each time. Its state stays as it is: an inactive session wakes with its first question.
 */
export async function takeUnusedSession(
  documents: Documents,
  given: { uid: string; agentId: string | null; agentVersion: number; kind: SessionKind; design: SessionDocument['design']; now: Date },
): Promise<SessionDocument | null> {
  const { docs } = await documents
    .sessions()
    .where('user_id', '==', given.uid)
    .where('kind', '==', given.kind)
    .where('agent_id', '==', given.agentId)
    .orderBy('last_activity', 'desc')
    .limit(LOOKED_AT)
    .get();
  const newest = docs.find((document) => isSameDesign(document.data().design, given.design));
  if (newest === undefined || !isUnused(newest.data())) return null;
  // A question counts only once it is accepted: one that was written this moment makes the session a used one all the same.
  if (!(await documents.questions(newest.id).limit(1).get()).empty) return null;
  return runTransaction(documents.firestore, async (tx) => {
    // Closed, used or deleted in between: looked at again.
    const session = (await tx.get(newest.ref)).data();
    if (session === undefined || !isUnused(session)) return null;
    const change = { agent_version: given.agentVersion, last_activity: given.now };
    tx.update(newest.ref, change);
    return { ...session, ...change };
  });
}

const isSameDesign = (one: SessionDocument['design'], other: SessionDocument['design']): boolean =>
  (one === null) === (other === null) && one?.from === other?.from;

const isUnused = ({ status, message_count }: SessionDocument): boolean => status !== 'closed' && message_count === 0;
