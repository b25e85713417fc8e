import { RUN_LIMITS, type RunDocument } from '@oma/contract';
import { endRun } from './end-run.ts';
import type { ExecutionState } from './job-launcher.ts';
import { isOverdue } from './lease.ts';
import type { RunDeps } from './run-deps.ts';
import { transact } from './transact.ts';

/** When to look again; null when there is nothing left to watch. */
export type WatchAnswer = { lookAgainAt: Date | null };

/**
 * Looks after a run: ends one whose execution ended unclaimed, whose launch limit or lease is over, or whose turn outlived its deadline.
 * Before a claimed run is declared lost Cloud Run is asked, and a run that is still executing is granted one grace: an outage of our own
 * must not end every run. An idle run that is overdue and whose execution has ended is lost before its lease is over. May be called at any
 * time, any number of times.
 */
export async function settleSilentRun(deps: RunDeps, runId: string): Promise<WatchAnswer> {
  const run = (await deps.documents.run(runId).get()).data();
  if (run === undefined || run.state === 'ended') return { lookAgainAt: null };
  const now = deps.now();
  const isOver = run.lease_until <= now;
  const sessionId = run.session_id;

  if (run.state === 'queued') {
    if (!isOver) return { lookAgainAt: null };
    await fail(deps, runId, run, 'no execution environment became free');
    return { lookAgainAt: null };
  }
  if (run.state === 'launching') {
    const execution = await executionState(deps, run);
    if (!isOver && execution !== 'ended') return { lookAgainAt: later(now, RUN_LIMITS.launchWatch) };
    await fail(
      deps,
      runId,
      run,
      execution === 'ended' ? 'the execution ended before it began to work' : 'the execution did not start in time',
    );
    return { lookAgainAt: null };
  }
  if (run.turn_deadline !== null && now.getTime() > run.turn_deadline.getTime() + RUN_LIMITS.stop) {
    await endRun(deps, sessionId, runId, {
      outcome: 'failed',
      reason: 'the turn outlived its deadline',
      failure: { code: 'turn_timeout', detail: 'the turn outlived its deadline' },
      cancel: true,
      stillApplies: (work) => work.run?.turn === run.turn && work.run.turn_deadline !== null,
    });
    return { lookAgainAt: null };
  }
  const isMissed = run.state === 'idle' && isOverdue(run.lease_until, now);
  if (!isOver && !isMissed) return { lookAgainAt: run.lease_until };
  const execution = await executionState(deps, run);
  if (!isOver && execution !== 'ended') return { lookAgainAt: run.lease_until };
  if (!run.grace_given && execution === 'running') {
    await transact(deps, sessionId, (work) => {
      if (work.runId === runId && work.run?.lease_until.getTime() === run.lease_until.getTime()) {
        work.changeRun({ grace_given: true, lease_until: work.after(RUN_LIMITS.grace) });
      }
    });
    return { lookAgainAt: later(now, RUN_LIMITS.grace) };
  }
  await endRun(deps, sessionId, runId, {
    outcome: 'lost',
    reason: 'the execution gave no sign of life',
    failure: { code: 'run_lost', detail: 'the execution gave no sign of life' },
    cancel: true,
    isDead: execution === 'ended',
    stillApplies: (work) => work.run?.lease_until.getTime() === run.lease_until.getTime(),
  });
  return { lookAgainAt: null };
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

async function executionState(deps: RunDeps, run: RunDocument): Promise<ExecutionState> {
  return run.execution === null ? 'unknown' : deps.launcher.stateOf(run.execution);
}

async function fail(deps: RunDeps, runId: string, run: RunDocument, detail: string): Promise<void> {
  await endRun(deps, run.session_id, runId, {
    outcome: 'failed',
    reason: detail,
    failure: { code: 'launch_failed', detail },
    cancel: true,
    stillApplies: (work) => work.run?.state === run.state,
  });
}
