import { endRun } from './end-run.ts';
import type { RunDeps } from './run-deps.ts';

/** The task behind a stop: a turn that is still open is closed as stopped, and its execution cancelled. What waits gets a new run. */
export async function closeTurn(deps: RunDeps, runId: string, turn: number): Promise<void> {
  const run = (await deps.documents.run(runId).get()).data();
  if (run?.turn !== turn || run.turn_message === null) return;
  await endRun(deps, run.session_id, runId, {
    outcome: 'stopped',
    reason: 'the run did not stop in time',
    failure: null,
    cancel: true,
    stillApplies: (work) =>
      work.run?.turn === turn && work.run.turn_message !== null && work.session.stop?.message_id === work.run.turn_message,
  });
}
