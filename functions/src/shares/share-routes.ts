import { shareApi, unreachable } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import { RequestRate } from '../http/request-rate.ts';
import type { Router } from '../http/route.ts';
import { inTurns } from '../in-turns.ts';
import { noSession, ownSessionReader } from '../sessions/own-session.ts';
import { readShared } from './read-shared.ts';
import { shareSession, unshareSession } from './share-session.ts';

/** Of the pages of shared conversations, each minute. */
const LIMITS = { perAddress: 60, inAll: 300 };
/** One page may be some 14 MB. */
const PAGES_AT_ONCE = 4;

/** Links by which anybody who has one reads a conversation. */
export function shareRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  const ownSession = ownSessionReader(documents);
  const rate = new RequestRate(LIMITS, deps.now);
  const reading = inTurns(PAGES_AT_ONCE);

  on(shareApi.share, async ({ caller, params: { id }, body }) => {
    const shared = await shareSession(deps, await ownSession(caller.uid, id), body.acknowledge ?? null);
    if (shared.ok) return { status: 200, body: shared.value };
    switch (shared.error) {
      case 'nothing':
        throw new ProblemError('conflict', 'Nothing has been answered in this conversation yet.');
      case 'gone':
        throw noSession();
      default:
        return unreachable(shared.error);
    }
  });
  on(shareApi.unshare, async ({ caller, params: { id } }) => {
    await ownSession(caller.uid, id);
    await unshareSession(deps, id);
    return { status: 200, body: { shared_at: null } };
  });
  on(shareApi.readShared, async ({ caller, body }) => {
    const retryAfter = rate.take(caller.address);
    if (retryAfter !== null)
      throw new ProblemError('rate_limited', 'Too much is read here at the moment.', { headers: { 'retry-after': String(retryAfter) } });
    const conversation = await reading(() => readShared(documents, body));
    if (conversation === null) throw new ProblemError('not_found', 'This link leads nowhere, or not any more.');
    return { status: 200, body: conversation };
  });
}
