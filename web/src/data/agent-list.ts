import { type AgentStatus, listAgents } from '@oma/contract';
import { callApi } from './api.ts';

/** What is looked for; nothing given is nothing asked. */
export type AgentFilter = { q?: string; status?: AgentStatus | undefined; tag?: string | undefined };

export const readAgents = (filter: AgentFilter = {}, page: { cursor?: string | undefined; limit?: number } = {}) =>
  callApi(listAgents, { query: { ...filter, ...page } });
