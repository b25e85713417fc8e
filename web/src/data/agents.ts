import { agentApi, type AgentInput, type AgentReplacement } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

export const createAgent = (input: AgentInput) => callApi(agentApi.create, { body: input });

export const readAgent = (id: string) => callApi(agentApi.read, { params: { id } });

/** Saves a version made from `version`. Throws `stale_version` where another window saved first. */
export const replaceAgent = (id: string, version: number, agent: AgentReplacement) =>
  callApi(agentApi.replace, { params: { id }, version, body: agent });

export const removeAgent = (id: string) => callApiQuietly(agentApi.remove, { params: { id } });

export const duplicateAgent = (id: string) => callApi(agentApi.duplicate, { params: { id } });

export const listVersions = (id: string, cursor?: string) => callApi(agentApi.listVersions, { params: { id }, query: { cursor } });

export const readVersion = (id: string, version: number) => callApi(agentApi.readVersion, { params: { id, version } });

export const restoreVersion = (id: string, version: number, seen: number) =>
  callApi(agentApi.restoreVersion, { params: { id, version }, version: seen });

export const importAgent = (content: string) => callApi(agentApi.importFile, { body: { content } });
