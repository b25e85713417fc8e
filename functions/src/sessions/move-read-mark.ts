import type { Documents } from '../firestore/documents.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';

/** So often it is looked at anew where the session changes meanwhile; a page says again within half a minute how far its person has read. */
const LOOKS = 5;

/**
 * Notes how far the person has read: never beyond `now`, which would hide answers that are to come, and never back, for another device may be ahead. Without a
 * transaction, which would make the session's run wait.
 */
export async function moveReadMark(documents: Documents, sessionId: string, { readTo, now }: { readTo: Date; now: Date }): Promise<void> {
  const to = readTo < now ? readTo : now;
  for (let look = 0; look < LOOKS; look += 1) {
    const snapshot = await documents.session(sessionId).get();
    const session = snapshot.data();
    if (session === undefined || snapshot.updateTime === undefined) return;
    if (session.read_at !== null && session.read_at >= to && session.read_at <= now) return;
    try {
      await snapshot.ref.update({ read_at: to }, { lastUpdateTime: snapshot.updateTime });
      return;
    } catch (error) {
      if (errorCode(error) !== GrpcStatus.FAILED_PRECONDITION) throw error;
    }
  }
}
