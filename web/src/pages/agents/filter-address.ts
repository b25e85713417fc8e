import { AgentStatus } from '@oma/contract';
import type { AgentFilter } from '../../data/agent-list.ts';

/** What the page's address asks for, so that a list that was narrowed is still so after a look at one agent. */
export function filterOfAddress(search: string): AgentFilter {
  const params = new URLSearchParams(search);
  return {
    q: params.get('q') ?? '',
    status: AgentStatus.options.find((status) => status === params.get('status')),
    tag: params.get('tag') ?? undefined,
  };
}

export function addressOfFilter({ q = '', status, tag }: AgentFilter): string {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  if (status !== undefined) params.set('status', status);
  if (tag !== undefined) params.set('tag', tag);
  return params.size === 0 ? '/agents' : `/agents?${params.toString()}`;
}
