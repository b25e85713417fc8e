import type { Agent, FailureCode, Me, Session } from '@oma/contract';

/** Something that waits for the person. */
export type Need =
  | { kind: 'budget' }
  | { kind: 'agent'; agent: Agent; code: FailureCode }
  | { kind: 'failed'; session: Session; code: FailureCode }
  | { kind: 'asks'; session: Session };

const RECENT_MS = 7 * 86_400_000;

/**
 * What needs the person now: no money left today, agents that the platform stopped, conversations that ask something, and those of the last week whose last
 * answer failed and was not looked at since.
 */
export function needsYou(given: { me: Me | null; agents: readonly Agent[]; sessions: readonly Session[]; now: Date }): Need[] {
  const { me, agents, sessions, now } = given;
  const open = sessions.filter(({ kind, status }) => kind === 'work' && status !== 'closed');
  return [
    ...(me !== null && me.budget.left_usd <= 0 ? [{ kind: 'budget' } as const] : []),
    ...agents.flatMap((agent): Need[] =>
      agent.status === 'error' ? [{ kind: 'agent', agent, code: agent.status_reason ?? 'internal' }] : [],
    ),
    ...open.flatMap((session): Need[] => (session.run?.phase === 'waiting' ? [{ kind: 'asks', session }] : [])),
    ...open.flatMap((session): Need[] => {
      const { last_end, read_at, queued, run } = session;
      if (last_end?.status !== 'failed' || queued > 0 || run?.phase === 'working' || run?.phase === 'waiting') return [];
      const isRecent = now.getTime() - new Date(last_end.at).getTime() < RECENT_MS;
      const wasSeen = read_at !== null && read_at >= last_end.at;
      return isRecent && !wasSeen ? [{ kind: 'failed', session, code: last_end.code ?? 'internal' }] : [];
    }),
  ];
}
