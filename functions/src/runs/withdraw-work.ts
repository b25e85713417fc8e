import { describeError } from '@oma/contract';
import type { Failure } from '@oma/contract';
import type { Query } from '@google-cloud/firestore';
import { closeSession } from './close-session.ts';
import { endRun } from './end-run.ts';
import type { RunDeps } from './run-deps.ts';

const UNENDED = ['queued', 'launching', 'starting', 'working', 'waiting', 'idle'] as const;

/**
 * Ends what runs for a person whose access was withdrawn. What waits is given a new run by the end of the old one, whose launch finds the refusal and fails
 * it with the same code.
 */
export const withdrawWork = (deps: RunDeps, uid: string): Promise<void> =>
  endAll(deps, deps.documents.runs().where('user_id', '==', uid), { code: 'revoked', detail: 'the access was withdrawn' });

/** Ends what runs for a person who leaves for good. The sessions are closed first, so that what waits in them gets no new run. */
export async function endWorkForGood(deps: RunDeps, uid: string): Promise<void> {
  const runs = deps.documents.runs().where('user_id', '==', uid);
  const found = await runs.where('state', 'in', [...UNENDED]).get();
  for (const sessionId of new Set(found.docs.map((document) => document.data().session_id))) await closeSession(deps)(sessionId);
  await endAll(deps, runs, { code: 'revoked', detail: 'the account was deleted' });
}

/** Ends all that runs, when the platform is switched off. */
export const endAllWork = (deps: RunDeps): Promise<void> =>
  endAll(deps, deps.documents.runs(), { code: 'not_accepting', detail: 'the platform was switched off' });

/** A region has up to a thousand runs, and each ending is a transaction and a call to Cloud Run. */
const AT_ONCE = 25;

async function endAll(deps: RunDeps, runs: Query, failure: Failure): Promise<void> {
  const end = async (runId: string): Promise<void> => {
    const run = (await deps.documents.run(runId).get()).data();
    if (run === undefined) return;
    await endRun(deps, run.session_id, runId, { outcome: 'stopped', reason: failure.detail, failure, cancel: true });
  };
  const found = await runs.where('state', 'in', [...UNENDED]).get();
  const ended: PromiseSettledResult<void>[] = [];
  for (let first = 0; first < found.size; first += AT_ONCE) {
    const some = found.docs.slice(first, first + AT_ONCE);
    ended.push(...(await Promise.allSettled(some.map((document) => end(document.id)))));
  }
  for (const one of ended) if (one.status === 'rejected') deps.log('ERROR', 'withdraw_failed', describeError(one.reason));
  // The caller is a trigger that is retried, or the sweep comes back to it: what is left must not pass for done.
  if (ended.some((one) => one.status === 'rejected')) throw new Error('some runs could not be ended');
}
