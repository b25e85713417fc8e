import { carryOut } from './effect.ts';
import type { RunDeps } from './run-deps.ts';
import { settleSilentRun } from './settle-silent-run.ts';

/** The watch task: looks after a run and makes the next watch, until the run has ended. */
export async function watchRun(deps: RunDeps, runId: string): Promise<void> {
  const { lookAgainAt } = await settleSilentRun(deps, runId);
  if (lookAgainAt !== null) await carryOut(deps, [{ kind: 'watch', runId, at: new Date(lookAgainAt.getTime() + WATCH_MARGIN_MS) }]);
}

/** The watch comes just after the moment it looks for; task names count whole seconds. */
const WATCH_MARGIN_MS = 1000;
