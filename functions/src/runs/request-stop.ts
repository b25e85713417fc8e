import { RUN_LIMITS } from '@oma/contract';
import type { RequestStop } from '../sessions/session-commands.ts';
import type { RunDeps } from './run-deps.ts';
import { transact } from './transact.ts';

/** Stops one question: a waiting one at once; for a working one the run is told, and closed in 5 s if it does not obey. The queue goes on. */
export const requestStop =
  (deps: RunDeps): RequestStop =>
  async (sessionId, messageId) => {
    const answer = await transact(deps, sessionId, async (work) => {
      const question = await work.readQuestion(messageId);
      if (question?.data.status === 'queued') {
        work.endQueued(question, null);
        return 'stopped' as const;
      }
      if (question?.data.status !== 'working' || work.runId === null || work.run === null) return 'not_stoppable' as const;
      if (work.session.stop?.message_id !== messageId) {
        work.changeSession({ stop: { message_id: messageId, at: work.now } });
        work.showRun('stopping');
      }
      // Also for a repeated stop: the first may have died before it had made the task, whose name makes it one.
      work.effects.push({ kind: 'close-turn', runId: work.runId, turn: work.run.turn, at: work.after(RUN_LIMITS.stop) });
      return 'stopping' as const;
    });
    return answer ?? 'not_stoppable';
  };
