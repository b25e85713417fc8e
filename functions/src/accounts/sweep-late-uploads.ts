import type { DocumentReference } from '@google-cloud/firestore';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { clearSession } from '../sessions/clear-session.ts';
import type { AccountDeps } from './account-deps.ts';

const BATCH = 50;

/**
 * Looks once more below sessions that are gone, once no signed URL is good for them any more: what was uploaded late goes, and what is left of a copy that was
 * not finished.
 */
export async function sweepLateUploads(deps: Pick<AccountDeps, 'documents' | 'objects' | 'now'>): Promise<void> {
  const due = await deps.documents.deletedSessions().where('look_again_at', '<=', deps.now()).orderBy('look_again_at').limit(BATCH).get();
  for (const trace of due.docs) {
    const { id, ref } = trace;
    // What lies below is not deleted yet, and this is what tells so.
    if (!trace.data().cleared || !(await claim(ref))) continue;
    await clearSession(deps, id);
    await ref.delete();
  }
}

/** From now on no copy is finished under this trace; false where one was, just before, and took the trace along. */
async function claim(trace: DocumentReference): Promise<boolean> {
  try {
    await trace.update({ cleared: false });
    return true;
  } catch (error) {
    if (errorCode(error) === GrpcStatus.NOT_FOUND) return false;
    throw error;
  }
}
