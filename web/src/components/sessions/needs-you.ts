import type { Agent, FailureCode, Me, Session } from '@oma/contract';
import { isUnread } from './is-unread.ts';

/** A conversation that waits for the person. */
export type SessionNeed =
  { kind: 'failed'; session: Session; code: FailureCode } | { kind: 'asks'; session: Session } | { kind: 'done'; session: Session };

/** Something that waits for the person. */
export type Need = { kind: 'budget' } | { kind: 'agent'; agent: Agent; code: FailureCode } | SessionNeed;

const RECENT_MS = 7 * 86_400_000;
/** Work that took longer is worth coming back for; as the platform's letters have it. */
const LONG_MS = 5 * 60_000;

/**
 * What needs the person now: no money left today, agents that the platform stopped, and conversations.
 */
export function needsYou(given: { me: Me | null; agents: readonly Agent[]; sessions: readonly Session[]; now: Date }): Need[] {
  const { me, agents, sessions, now } = given;
  return [
    ...(me !== null && me.budget.left_usd <= 0 ? [{ kind: 'budget' } as const] : []),
    ...agents.flatMap((agent): Need[] =>
      agent.status === 'error' ? [{ kind: 'agent', agent, code: agent.status_reason ?? 'internal' }] : [],
    ),
    ...sessionNeeds(sessions, now),
  ];
}

/** Conversations that ask something, and those of the last week whose last answer failed, or came after long work, and was not looked at since. */
export function sessionNeeds(sessions: readonly Session[], now: Date): SessionNeed[] {
  const open = sessions.filter(({ kind, status }) => kind === 'work' && status !== 'closed');
  const ended = open.flatMap((session): SessionNeed[] => {
    const { last_end, queued, run } = session;
    if (last_end === null || queued > 0 || run?.phase === 'working' || run?.phase === 'waiting') return [];
    if (now.getTime() - new Date(last_end.at).getTime() >= RECENT_MS || !isUnread(session)) return [];
    if (last_end.status === 'failed') return [{ kind: 'failed', session, code: last_end.code ?? 'internal' }];
    return last_end.took_ms > LONG_MS ? [{ kind: 'done', session }] : [];
  });
  return [
    ...open.flatMap((session): SessionNeed[] => (session.run?.phase === 'waiting' ? [{ kind: 'asks', session }] : [])),
    ...ended.filter(({ kind }) => kind === 'failed'),
    ...ended.filter(({ kind }) => kind === 'done'),
  ];
}
