import type { SessionStanding } from '@oma/contract';
import type { SessionFilter } from '../../data/sessions.ts';

/** What the conversations can be narrowed to, in the order that they are offered. */
export const STANDINGS: readonly SessionStanding[] = ['working', 'open', 'closed'];

/** What the page's address asks for, so that a list that was narrowed is still so after a look at one conversation. */
export function filterOfAddress(search: string): SessionFilter {
  const params = new URLSearchParams(search);
  return {
    q: params.get('q') ?? '',
    standing: STANDINGS.find((standing) => standing === params.get('standing')),
    agent_id: params.get('agent') ?? undefined,
  };
}

export function addressOfFilter({ q = '', standing, agent_id }: SessionFilter): string {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  if (standing !== undefined) params.set('standing', standing);
  if (agent_id !== undefined) params.set('agent', agent_id);
  return params.size === 0 ? '/sessions' : `/sessions?${params.toString()}`;
}
