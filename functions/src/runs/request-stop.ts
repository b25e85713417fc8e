import { RUN_LIMITS } from '@oma/contract';
import type { RequestStop } from '../sessions/session-commands.ts';
import type { RunDeps } from './run-deps.ts';
import { QUEUE_LIMIT } from './select-question.ts';
import type { OpenQuestion, SessionWork } from './session-work.ts';
import { transact } from './transact.ts';

/**
 * Stops one question, and the queue goes on; or all that wait or work. What waits is stopped at once; where one works the run is told, and closed in 5 s if
 * it does not obey.
 */
export const requestStop =
  (deps: RunDeps): RequestStop =>
  async (sessionId, messageId) => {
    const answer = await transact(deps, sessionId, async (work) => {
      const [waiting, working] = messageId === null ? await readOpen(work) : await readOne(work, messageId);
      for (const question of waiting) work.endQueued(question, null);
      if (working !== null && stopTurn(work, working)) return 'stopping' as const;
      return waiting.length > 0 ? ('stopped' as const) : ('not_stoppable' as const);
    });
    return answer ?? 'not_stoppable';
  };

type Open = readonly [waiting: readonly OpenQuestion[], working: OpenQuestion | null];

const readOpen = async (work: SessionWork): Promise<Open> => [await work.readQueue(QUEUE_LIMIT), await work.readTurnQuestion()];

async function readOne(work: SessionWork, messageId: string): Promise<Open> {
  const question = await work.readQuestion(messageId);
  return question?.data.status === 'queued' ? [[question], null] : [[], question];
}

/** False where it is not being worked on. */
function stopTurn(work: SessionWork, { id, data }: OpenQuestion): boolean {
  if (data.status !== 'working' || work.runId === null || work.run === null) return false;
  if (work.session.stop?.message_id !== id) {
    work.changeSession({ stop: { message_id: id, at: work.now } });
    work.showRun('stopping');
  }
  // Also for a repeated stop: the first may have died before it had made the task, whose name makes it one.
  work.effects.push({ kind: 'close-turn', runId: work.runId, turn: work.run.turn, at: work.after(RUN_LIMITS.stop) });
  return true;
}
