import { type Ends, NO_STATS, type StatsDocument } from '@oma/contract';
import type { DocumentSnapshot } from '@google-cloud/firestore';
import { isDeepStrictEqual } from 'node:util';
import type { Documents } from '../firestore/documents.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { addEnd } from './ends.ts';
import { readEnds } from './read-ends.ts';
import { statsDays } from './stats-days.ts';

/** `busy`: something changed during each count. */
export type Recount = 'right' | 'corrected' | 'busy';

const ATTEMPTS = 5;
const SESSIONS_AT_ONCE = 10;

/**
 * Counts a person's statistics anew, from the agents and the ended answers there are and what was purged, and corrects `stats/{uid}` where it says something else. Safe while
 * turns end: every change that counts also writes this document, in the same transaction. So a count is taken only if the document was not written
 * between the look before it and the write after it, and is done again otherwise.
 */
export async function recountStats(documents: Documents, uid: string, now: Date): Promise<Recount> {
  const reference = documents.stats(uid);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await reference.get();
    const counted = await count(documents, uid, (before.data() ?? NO_STATS).purged, now);
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

async function count(documents: Documents, uid: string, purged: Ends, now: Date): Promise<StatsDocument> {
  const [agents, sessions] = await Promise.all([
    documents.agents().where('owner_id', '==', uid).select('status').get(),
    documents.sessions().where('user_id', '==', uid).select('kind').get(),
  ]);
  let counted = purged;
  const work = sessions.docs.filter((session) => session.get('kind') === 'work');
  for (let first = 0; first < work.length; first += SESSIONS_AT_ONCE) {
    const some = work.slice(first, first + SESSIONS_AT_ONCE);
    const ends = await Promise.all(some.map(({ id }) => readEnds(documents, id)));
    counted = ends.flat().reduce(addEnd, counted);
  }
  const active = agents.docs.filter((agent) => agent.get('status') === 'active').length;
  return shownOf({ agents: agents.size, active_agents: active, ...counted, purged }, now);
}

/** With the days that are shown, and those only where something happened. */
const shownOf = (stats: StatsDocument, now: Date): StatsDocument => ({
  ...stats,
  days: shownDays(stats.days, now),
  purged: { ...stats.purged, days: shownDays(stats.purged.days, now) },
});

function shownDays(days: Ends['days'], now: Date): Ends['days'] {
  const shown = statsDays(now).flatMap((day) => {
    const counts = days[day];
    return counts === undefined || counts.done + counts.failed + counts.stopped === 0 ? [] : [[day, counts] as const];
  });
  return Object.fromEntries(shown);
}
