import { type AgentDocument, type AgentFileFormat, DEFAULT_SETTINGS, type PlatformSettings } from '@oma/contract';
import { agentAttachment, CONTENT_TYPE, writeAgentFile } from './formats/index.ts';

/** An agent as a file to download: its text and the headers that say what it is. Of its own files the names are told, for whoever brings it in again. */
export function exportAgent(
  agent: AgentDocument,
  format: AgentFileFormat,
  settings: PlatformSettings | null,
): { content: string; headers: Record<string, string> } {
  const { name, icon, description, tags } = agent;
  const { files, ...config } = agent.config;
  const leftOut = files.map((file) => file.name);
  return {
    content: writeAgentFile(format, { name, icon, description, tags, config }, { settings: settings ?? DEFAULT_SETTINGS, leftOut }),
    headers: {
      'content-type': CONTENT_TYPE[format],
      'content-disposition': agentAttachment(format, name),
      'x-content-type-options': 'nosniff',
    },
  };
}
