import type { Result } from '@oma/contract';
import { runTransaction } from '../firestore/run-transaction.ts';
import { requestStop } from '../runs/request-stop.ts';
import type { RunDeps } from '../runs/run-deps.ts';

/** Stops a run of tests: what waits is left, and what works is asked to stop. What has ended stays. May be repeated. */
export async function stopTestRun(deps: RunDeps, agentId: string, id: string): Promise<Result<null, 'not_found' | 'not_working'>> {
  const reference = deps.documents.testRun(agentId, id);
  const stopped = await runTransaction(deps.documents.firestore, async (tx) => {
    const run = (await tx.get(reference)).data();
    if (run === undefined) return 'not_found' as const;
    // One that was stopped may still have attempts that were not told.
    if (!run.is_open) return 'not_working' as const;
    const attempts = run.attempts.map((attempt) => (attempt.state === 'waiting' ? { ...attempt, state: 'left' as const } : attempt));
    const working = attempts.filter(({ state }) => state === 'working');
    tx.set(reference, { ...run, attempts, state: 'stopped', ended_at: run.ended_at ?? deps.now(), is_open: working.length > 0 });
    return working;
  });
  if (typeof stopped === 'string') return { ok: false, error: stopped };
  const stop = requestStop(deps);
  for (const { session_id, message_id } of stopped) if (session_id !== null) await stop(session_id, message_id);
  return { ok: true, value: null };
}
