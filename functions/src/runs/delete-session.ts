import { DELETED_SESSION_KEPT_MS } from '@oma/contract';
import type { DeleteSession, RestoreSession } from '../sessions/session-commands.ts';
import { closeWork } from './close-session.ts';
import type { RunDeps } from './run-deps.ts';
import { transact } from './transact.ts';

/** Deletes a session so that it can still be restored: it is closed, and nobody but the platform sees it any more. Deleted again, it keeps its time. */
export const deleteSession =
  (deps: RunDeps): DeleteSession =>
  async (sessionId) => {
    await transact(deps, sessionId, async (work) => {
      const { deleted_at, status, last_activity } = work.session;
      if (deleted_at !== null) return;
      await closeWork(work);
      work.changeSession({ deleted_at: work.now, deleted_status: status, last_activity });
    });
  };

/** Brings a deleted session back as it was, but for what waited or ran. False where there is none to bring back, or its time is over. */
export const restoreSession =
  (deps: RunDeps): RestoreSession =>
  async (uid, sessionId) => {
    const isThere = await transact(deps, sessionId, (work) => {
      const { user_id, deleted_at, deleted_status } = work.session;
      if (user_id !== uid) return false;
      if (deleted_at === null) return true;
      if (deleted_at.getTime() + DELETED_SESSION_KEPT_MS <= work.now.getTime()) return false;
      work.changeSession({ status: deleted_status ?? 'active', deleted_at: null, deleted_status: null });
      return true;
    });
    return isThere === true;
  };
