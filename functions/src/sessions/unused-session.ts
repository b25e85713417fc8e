import type { SessionDocument, SessionKind } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

/**
 * The newest own session of this kind with this agent, taken up again where nothing was asked in it and it is not closed; null otherwise. Whoever presses
 * "run" and goes away again would else leave an empty conversation each time.
 */
export async function takeUnusedSession(
  documents: Documents,
  given: { uid: string; agentId: string | null; agentVersion: number; kind: SessionKind; now: Date },
): Promise<SessionDocument | null> {
  const { docs } = await documents
    .sessions()
    .where('user_id', '==', given.uid)
    .where('kind', '==', given.kind)
    .where('agent_id', '==', given.agentId)
    .orderBy('last_activity', 'desc')
    .limit(1)
    .get();
  const newest = docs[0];
  const session = newest?.data();
  if (newest === undefined || session === undefined || session.status === 'closed' || session.message_count > 0) return null;
  // A question counts only once it is accepted: one that was written this moment makes the session a used one all the same.
  if (!(await documents.questions(newest.id).limit(1).get()).empty) return null;
  const change = { agent_version: given.agentVersion, last_activity: given.now, status: 'active' } as const;
  await newest.ref.update(change);
  return { ...session, ...change };
}
