import { RUN_LIMITS } from '@oma/contract';
import type { CloseSession } from '../sessions/session-commands.ts';
import type { RunDeps } from './run-deps.ts';
import { QUEUE_LIMIT } from './select-question.ts';
import type { SessionWork } from './session-work.ts';
import { transact } from './transact.ts';

/** Closes a session: what waits is stopped, what works is asked to stop, an unneeded run ends. */
export const closeSession =
  (deps: RunDeps): CloseSession =>
  async (sessionId) => {
    await transact(deps, sessionId, closeWork);
  };

/** The same, within a transition. */
export async function closeWork(work: SessionWork): Promise<void> {
  const queue = await work.readQueue(QUEUE_LIMIT);
  work.changeSession({ status: 'closed', closed_for_age: false, last_activity: work.now });
  for (const question of queue) work.endQueued(question, null);
  const { run, runId } = work;
  if (run === null || runId === null || run.state === 'ended') return;
  if (run.turn_message !== null) {
    work.changeSession({ stop: { message_id: run.turn_message, at: work.now } });
    work.showRun('stopping');
    work.effects.push({ kind: 'close-turn', runId, turn: run.turn, at: work.after(RUN_LIMITS.stop) });
    return;
  }
  work.endRun({ outcome: 'stopped', reason: 'the session was closed', turn: null }, null, []);
  if (run.execution !== null) work.effects.push({ kind: 'cancel', execution: run.execution });
}
