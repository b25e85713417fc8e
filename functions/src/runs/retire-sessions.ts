import type { PlatformSettings, SessionDocument, SessionStatus } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';
import { sweepPages } from './sweep-pages.ts';
import { transact } from './transact.ts';

const MOST_PAGES = 5;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Sets aside sessions that nobody uses: after `idle_after_min` without activity an active one becomes inactive, after `close_after_days` any is closed. One with
 * a run, a waiting question or a visible page stays as it is. Only the status changes: what was said, the workspace and the place in the list stay. The settings
 * are read fresh; where there are none, nothing is done. At most a thousand sessions of each status are looked at in one call.
 */
export async function retireSessions(deps: RunDeps): Promise<void> {
  const settings = await deps.settings.readFresh();
  if (settings === null) return;
  const { idleMs, closeMs } = agesOf(settings);
  const before = (ms: number): Date => new Date(deps.now().getTime() - ms);
  const { documents } = deps;
  const idle = documents
    .sessions()
    .where('status', '==', 'active')
    .where('last_activity', '<=', before(Math.min(idleMs, closeMs)));
  const old = documents.sessions().where('status', '==', 'inactive').where('last_activity', '<=', before(closeMs));
  for (const found of [idle, old]) {
    await sweepPages(deps, found.orderBy('last_activity'), MOST_PAGES, ({ id }) => retire(deps, settings, id));
  }
}

const agesOf = (settings: PlatformSettings) => ({
  idleMs: settings.idle_after_min * MINUTE_MS,
  closeMs: settings.close_after_days * DAY_MS,
});

/** A question that is written after this has looked for one is taken in all the same: it wakes the session, also one that was closed here. */
async function retire(deps: RunDeps, settings: PlatformSettings, sessionId: string): Promise<void> {
  const visibleUntil = (await deps.documents.presence(sessionId).get()).data()?.visible_until ?? null;
  if (visibleUntil !== null && visibleUntil > deps.now()) return;
  await transact(deps, sessionId, async (work) => {
    const status = nextStatus(work.session, settings, work.now);
    if (status === null || (work.run !== null && work.run.state !== 'ended')) return;
    if ((await work.readQueue(1)).length > 0) return;
    work.changeSession({ status, closed_for_age: status === 'closed' });
  });
}

function nextStatus({ status, last_activity }: SessionDocument, settings: PlatformSettings, now: Date): SessionStatus | null {
  if (status === 'closed') return null;
  const { idleMs, closeMs } = agesOf(settings);
  const age = now.getTime() - last_activity.getTime();
  if (age >= closeMs) return 'closed';
  return status === 'active' && age >= idleMs ? 'inactive' : null;
}
