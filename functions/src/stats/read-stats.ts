import { NO_STATS, type Stats, type StatsDocument, STATS_DAYS } from '@oma/contract';
import { FieldPath, FieldValue } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { statsDays } from './stats-days.ts';

/** What the dashboard shows of a person: one document, whatever the person has. */
export async function readStats(documents: Documents, uid: string, now: Date): Promise<Stats> {
  const stats = (await documents.stats(uid).get()).data() ?? NO_STATS;
  await forgetOldDays(documents, uid, stats, now);
  const { done, failed, stopped } = stats;
  return {
    totalAgents: atLeastNone(stats.agents),
    activeAgents: atLeastNone(stats.active_agents),
    totalRuns: atLeastNone(done + failed + stopped),
    successRate: done + failed <= 0 ? null : Math.min(100, atLeastNone(Math.round((100 * done) / (done + failed)))),
    lastActivity: stats.last_run_ms === 0 ? null : new Date(stats.last_run_ms).toISOString(),
    days: statsDays(now).map((day) => {
      const { done: ofDay = 0, failed: failedThen = 0, stopped: stoppedThen = 0 } = stats.days[day] ?? {};
      return { day, done: atLeastNone(ofDay), failed: atLeastNone(failedThen), stopped: atLeastNone(stoppedThen) };
    }),
  };
}

/** A document that somebody changed by hand may count below nothing, until it is counted anew. */
const atLeastNone = (count: number): number => Math.max(0, count);

/**
 * Whoever adds to the days reads nothing, and cannot know which are old; so they are dropped here, once there are as many as are shown. Nobody adds to a day
 * that is over, so nothing is lost.
 */
async function forgetOldDays(documents: Documents, uid: string, stats: StatsDocument, now: Date): Promise<void> {
  const oldest = statsDays(now)[0] ?? '';
  const isOld = (day: string): boolean => day < oldest;
  const old = [
    ...Object.keys(stats.days)
      .filter(isOld)
      .map((day) => new FieldPath('days', day)),
    ...Object.keys(stats.purged.days)
      .filter(isOld)
      .map((day) => new FieldPath('purged', 'days', day)),
  ];
  const [first, ...others] = old;
  if (first === undefined || old.length < STATS_DAYS) return;
  const rest = others.flatMap((day) => [day, FieldValue.delete()]);
  await documents
    .stats(uid)
    .update(first, FieldValue.delete(), ...rest)
    .catch((error: unknown) => {
      // Deleted with the account in this very moment.
      if (errorCode(error) !== GrpcStatus.NOT_FOUND) throw error;
    });
}
