import { agentApi, type AgentInput } from '@oma/contract';
import { callApi } from './api.ts';

export const listAgents = () => callApi(agentApi.list, {});

export const createAgent = (input: AgentInput) => callApi(agentApi.create, { body: input });

export const readAgent = (id: string) => callApi(agentApi.read, { params: { id } });
