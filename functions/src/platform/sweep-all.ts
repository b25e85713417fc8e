import { describeError } from '@oma/contract';
import type { AccountDeps } from '../accounts/account-deps.ts';
import { sweepDeletions } from '../accounts/sweep-deletions.ts';
import { sweepExports } from '../accounts/sweep-exports.ts';
import { sweepLateUploads } from '../accounts/sweep-late-uploads.ts';
import type { BetaDeps } from '../beta/beta-deps.ts';
import { sweepBeta } from '../beta/sweep-beta.ts';
import type { Log } from '../log.ts';
import type { MailQueueDeps } from '../mail/mail-deps.ts';
import { sweepMail } from '../mail/sweep-mail.ts';
import { measure } from '../operations/measure.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { sweep } from '../runs/sweep.ts';
import { endAllWork } from '../runs/withdraw-work.ts';
import { purgeSessions } from '../sessions/purge-sessions.ts';

export type SweepDeps = { runs: RunDeps; mail: MailQueueDeps; beta: BetaDeps; accounts: AccountDeps };

/**
 * All that happens every minute: what triggers and tasks lost, the digest of the day, former admins, accounts that are being deleted, archives nobody can
 * fetch any more, sessions that were deleted, late uploads, and work that goes on although the platform is off.
 */
export async function sweepAll({ runs, mail, beta, accounts }: SweepDeps): Promise<void> {
  const startedAt = runs.now();
  let oldest_waiting_ms = 0;
  const look = async (): Promise<void> => {
    const oldest = await oldestWaiting(runs);
    if (oldest !== null) oldest_waiting_ms = Math.max(0, startedAt.getTime() - oldest.getTime());
  };
  const hasFailedToLook = await part(runs.log, 'oldest waiting', look());
  const failures = await Promise.all([
    part(runs.log, 'runs', sweep(runs)),
    part(runs.log, 'mail', sweepMail(mail)),
    part(runs.log, 'beta', sweepBeta(beta)),
    part(runs.log, 'deletions', sweepDeletions(accounts)),
    part(runs.log, 'exports', sweepExports(accounts)),
    // Both work on the same traces: at once, one would find gone what the other has just finished.
    part(runs.log, 'deleted sessions', purgeSessions(accounts)).then(
      async (failed) => (await part(runs.log, 'late uploads', sweepLateUploads(accounts))) || failed,
    ),
    part(runs.log, 'switch', endWorkWhileOff(runs)),
  ]);
  measure(runs.log, {
    event: 'sweep_ran',
    oldest_waiting_ms,
    sweep_ms: Math.max(0, runs.now().getTime() - startedAt.getTime()),
    failed_count: [hasFailedToLook, ...failures].filter((failed) => failed).length,
  });
}

/** Since when the oldest run waits for its launch, before anything is done about it. A question behind another one is served in its turn and waits for nothing else. */
async function oldestWaiting({ documents }: RunDeps): Promise<Date | null> {
  const found = await documents.runs().where('state', '==', 'queued').orderBy('created_at').limit(1).get();
  return found.docs[0]?.data().created_at ?? null;
}

/** However the switch was thrown, also by hand, and whatever was begun by a process that had not heard of it. */
async function endWorkWhileOff(deps: RunDeps): Promise<void> {
  const settings = await deps.settings.readFresh();
  if (settings?.accepting_messages === false) await endAllWork(deps);
}

/** One part's failure is logged and does not keep the others from their turn; all come again in a minute. Answers whether it failed. */
async function part(log: Log, name: string, work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    log('ERROR', 'sweep_failed', { part: name, ...describeError(error) });
    return true;
  }
}
