import { budgetDay, NO_STATS, type StatsDocument } from '@oma/contract';
import type { DocumentSnapshot } from '@google-cloud/firestore';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { statsDays } from './stats-days.ts';

/** `busy`: something changed during each count. */
export type Recount = 'right' | 'corrected' | 'busy';

const ATTEMPTS = 5;
const SESSIONS_AT_ONCE = 10;

/**
 * Counts a person's statistics anew, from the agents and the ended answers there are, and corrects `stats/{uid}` where it says something else. Safe while
 * turns end: every change that counts also writes this document, in the same transaction. So a count is taken only if the document was not written
 * between the look before it and the write after it, and is done again otherwise. An answer that was deleted with its session is not found any more.
 */
export async function recountStats(documents: Documents, uid: string, now: Date): Promise<Recount> {
  const reference = documents.stats(uid);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await reference.get();
    const counted = await count(documents, uid, now);
    if (isDeepStrictEqual(counted, shownOf(before.data() ?? NO_STATS, now))) {
      if (isSame(before, await reference.get())) return 'right';
    } else if (await replace(before, counted)) return 'corrected';
  }
  return 'busy';
}

const isSame = (a: DocumentSnapshot<StatsDocument>, b: DocumentSnapshot<StatsDocument>): boolean =>
  a.updateTime === undefined || b.updateTime === undefined ? a.exists === b.exists : a.updateTime.isEqual(b.updateTime);

/** Writes a count in the place of what was read before it; false where something else was written meanwhile. */
async function replace(before: DocumentSnapshot<StatsDocument>, counted: StatsDocument): Promise<boolean> {
  try {
    if (before.updateTime === undefined) await before.ref.create(counted);
    else await before.ref.update(counted, { lastUpdateTime: before.updateTime });
    return true;
  } catch (error) {
    if (MEANWHILE.includes(errorCode(error))) return false;
    throw error;
  }
}

const MEANWHILE: readonly (number | null)[] = [
  GrpcStatus.FAILED_PRECONDITION,
  GrpcStatus.ALREADY_EXISTS,
  GrpcStatus.NOT_FOUND,
  GrpcStatus.ABORTED,
];

const End = z.object({ status: z.enum(['done', 'failed', 'stopped']), ended_at: z.custom<{ toDate(): Date }>() });

async function count(documents: Documents, uid: string, now: Date): Promise<StatsDocument> {
  const [agents, sessions] = await Promise.all([
    documents.agents().where('owner_id', '==', uid).select('status').get(),
    documents.sessions().where('user_id', '==', uid).select('kind').get(),
  ]);
  const counted: StatsDocument = {
    ...NO_STATS,
    agents: agents.size,
    active_agents: agents.docs.filter((agent) => agent.get('status') === 'active').length,
    days: {},
  };
  const work = sessions.docs.filter((session) => session.get('kind') === 'work');
  for (let first = 0; first < work.length; first += SESSIONS_AT_ONCE) {
    const some = work.slice(first, first + SESSIONS_AT_ONCE);
    const replies = await Promise.all(some.map(({ id }) => documents.replies(id).select('status', 'ended_at').withConverter(null).get()));
    for (const reply of replies.flatMap(({ docs }) => docs)) {
      const end = End.safeParse(reply.data());
      if (end.success) addRun(counted, end.data.status, end.data.ended_at.toDate());
    }
  }
  return shownOf(counted, now);
}

function addRun(counted: StatsDocument, status: z.infer<typeof End>['status'], endedAt: Date): void {
  counted[status] += 1;
  counted.last_run_ms = Math.max(counted.last_run_ms, endedAt.getTime());
  const day = (counted.days[budgetDay(endedAt)] ??= { done: 0, failed: 0, stopped: 0 });
  day[status] += 1;
}

/** With the days that are shown, and those only where something happened. */
function shownOf(stats: StatsDocument, now: Date): StatsDocument {
  const shown = statsDays(now).flatMap((day) => {
    const counts = stats.days[day];
    return counts === undefined || counts.done + counts.failed + counts.stopped === 0 ? [] : [[day, counts] as const];
  });
  return { ...stats, days: Object.fromEntries(shown) };
}
