import type { Session } from '@oma/contract';

/** What became of a conversation while its person was away. */
export type SessionNews = { kind: 'asks' | 'done' | 'failed'; session: Session };

/**
 * What is new in the newest conversations since they were last heard of. One that comes among them because another was deleted tells what is long known: of
 * a conversation that was not among them only what came after everything that was.
 */
export function sessionNews(sessions: readonly Session[], before: readonly Session[]): SessionNews[] {
  const known = new Map(before.map((session) => [session.id, session]));
  const heard = before.flatMap(({ last_activity, last_end }) => [last_activity, last_end?.at ?? '']).reduce((a, b) => (a > b ? a : b), '');
  return sessions.flatMap((session): SessionNews[] => {
    const kind = newsKind(session, known.get(session.id), heard);
    return kind === null ? [] : [{ kind, session }];
  });
}

function newsKind({ last_end, run }: Session, before: Session | undefined, heard: string): SessionNews['kind'] | null {
  if (run?.phase === 'waiting' && (before === undefined ? run.since > heard : before.run?.phase !== 'waiting')) return 'asks';
  if (last_end === null || last_end.status === 'stopped') return null;
  const isNew = before === undefined ? last_end.at > heard : last_end.at !== before.last_end?.at;
  return isNew ? last_end.status : null;
}
