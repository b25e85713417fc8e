import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import type { End } from './ends.ts';

const EndedReply = z.object({ status: z.enum(['done', 'failed', 'stopped']), ended_at: z.custom<{ toDate(): Date }>() });

/** The ended answers of a session, as the statistics count them. */
export async function readEnds(documents: Documents, sessionId: string): Promise<End[]> {
  const replies = await documents.replies(sessionId).select('status', 'ended_at').withConverter(null).get();
  return replies.docs.flatMap((reply) => {
    const end = EndedReply.safeParse(reply.data());
    return end.success ? [{ status: end.data.status, endedAt: end.data.ended_at.toDate() }] : [];
  });
}
