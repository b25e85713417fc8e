import { agentApi, type AgentFileFormat } from '@oma/contract';
import { downloadApi } from './download.ts';

/** Saves the agent as a file of this browser. */
export const exportAgent = (id: string, format: AgentFileFormat) => downloadApi(agentApi.exportFile, { params: { id }, query: { format } });
