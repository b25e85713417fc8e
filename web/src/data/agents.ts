import { Agent, AgentList, type AgentInput } from '@oma/contract';
import { callApi } from './api.ts';

export const listAgents = () => callApi({ method: 'GET', path: '/api/agents' }, AgentList);

export const createAgent = (input: AgentInput) => callApi({ method: 'POST', path: '/api/agents', body: input }, Agent);

export const readAgent = (id: string) => callApi({ method: 'GET', path: `/api/agents/${id}` }, Agent);
