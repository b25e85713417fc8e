import { MAX_QUEUED } from '@oma/contract';
import { isOverdue } from './lease.ts';
import type { RunDeps } from './run-deps.ts';
import { settleSilentRun } from './settle-silent-run.ts';
import { transact } from './transact.ts';

/**
 * Takes a question into its session's queue and sees to it that a run serves it. May be called any number of times, in any order,
 * at any time after the question was written: by the trigger, by its retries, and by the sweep for triggers that were lost.
 */
export async function acceptQuestion(deps: RunDeps, sessionId: string, messageId: string): Promise<void> {
  const silentRun = await transact(deps, sessionId, async (work) => {
    const question = await work.readQuestion(messageId);
    if (question?.data.status !== 'queued') return null;
    // Nobody can ask in a closed session: what is asked in one that was closed for its age was written just before that.
    if (work.session.status === 'closed' && !work.session.closed_for_age) {
      work.endQueued(question, null);
      return null;
    }
    if (question.data.accepted_at === undefined && work.session.queued >= MAX_QUEUED) {
      work.endQueued(question, { code: 'rate_limited', detail: `more than ${MAX_QUEUED} questions wait in this session` });
      return null;
    }
    work.accept(question);
    if (work.run === null || work.run.state === 'ended') {
      work.nameRun();
      return null;
    }
    if (work.run.state === 'queued' && work.runId !== null) {
      work.effects.push({ kind: 'launch', runId: work.runId, attempt: work.run.launch_attempt });
    }
    // A run that died between turns is better missed now than when its lease ends: somebody waits for it.
    const isMissed = work.run.state === 'idle' && isOverdue(work.run.lease_until, work.now);
    return work.isRunLive && !isMissed ? null : work.runId;
  });
  if (silentRun !== null) await settleSilentRun(deps, silentRun);
}
