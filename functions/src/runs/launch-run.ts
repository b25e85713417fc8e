import { RUN_LIMITS } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';
import { endRun } from './end-run.ts';
import { whyRefused } from './refusal.ts';
import { selectQuestion } from './select-question.ts';
import { transact } from './transact.ts';

/** `busy` asks the task queue to call again later. */
export type LaunchAnswer = 'launched' | 'busy' | 'nothing_to_do';

/**
 * Starts the job for a named run, once per name as far as that can be known: a repeated call before the service has answered
 * may start a second container, which `claim` sends home.
 */
export async function launchRun(deps: RunDeps, runId: string): Promise<LaunchAnswer> {
  const [run, secret] = await Promise.all([deps.documents.run(runId).get(), deps.documents.runSecret(runId).get()]);
  const sessionId = run.data()?.session_id;
  const claimCode = secret.data()?.code;
  if (sessionId === undefined || claimCode === undefined) return 'nothing_to_do';
  const session = (await deps.documents.session(sessionId).get()).data();
  const refusal = session === undefined ? null : await whyRefused(deps, session);

  const isToLaunch = await transact(deps, sessionId, async (work) => {
    if (work.runId !== runId || work.run === null) return false;
    if (work.run.state === 'launching') {
      // Called again: by the queue after a full region, or because this call died before it had made the watch.
      if (work.run.execution === null) work.effects.push({ kind: 'watch', runId, at: work.after(RUN_LIMITS.launchWatch) });
      return work.run.execution === null;
    }
    if (work.run.state !== 'queued') return false;
    const question = await selectQuestion(work, refusal);
    const isNeeded = question !== null || (work.run.is_warm && refusal === null && work.session.status !== 'closed');
    if (!isNeeded) {
      work.endRun({ outcome: 'completed', reason: 'nothing to answer', turn: null }, null, []);
      return false;
    }
    work.moveRun('launching');
    work.changeRun({ launched_at: work.now, lease_until: work.after(RUN_LIMITS.launch) });
    work.effects.push({ kind: 'watch', runId, at: work.after(RUN_LIMITS.launchWatch) });
    return true;
  });
  if (isToLaunch !== true) return 'nothing_to_do';

  const launched = await deps.launcher.launch({ runId, claimCode, runsUrl: deps.runsUrl });
  if (launched.ok) {
    await rememberExecution(deps, runId, launched.value.execution);
    return 'launched';
  }
  deps.log('WARNING', 'launch_failed', { run_id: runId, code: launched.error.kind });
  if (launched.error.kind === 'busy') {
    await waitForRoom(deps, sessionId, runId);
    return 'busy';
  }
  await endRun(deps, sessionId, runId, {
    outcome: 'failed',
    reason: launched.error.detail,
    failure: { code: 'launch_failed', detail: launched.error.detail },
  });
  return 'nothing_to_do';
}

/** A full region makes a run wait, as long as a run may wait for its launch at most; the person is told that it waits. */
async function waitForRoom(deps: RunDeps, sessionId: string, runId: string): Promise<void> {
  await transact(deps, sessionId, (work) => {
    const { run } = work;
    if (work.runId !== runId || run?.state !== 'launching' || run.execution !== null) return;
    const latest = run.created_at.getTime() + RUN_LIMITS.queue;
    work.changeRun({ lease_until: new Date(Math.min(latest, work.after(RUN_LIMITS.launch).getTime())) });
    if (work.session.run?.phase !== 'queued') work.showRun('queued');
  });
}

/**
 * The watch asks after this execution until the container has said its own name in `claim`; that one stays, so this write gives way to any other.
 * No transaction: the container may be at the door already, and would have to wait.
 */
async function rememberExecution(deps: RunDeps, runId: string, execution: string): Promise<void> {
  const run = await deps.documents.run(runId).get();
  if (run.data()?.execution !== null || run.updateTime === undefined) return;
  await run.ref.update({ execution }, { lastUpdateTime: run.updateTime }).catch(() => undefined);
}
