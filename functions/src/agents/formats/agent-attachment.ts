import { type AgentFileFormat, cutText } from '@oma/contract';
import { attachment } from '../../http/attachment.ts';
import { slugOf } from './slug.ts';

const ENDING: Readonly<Record<AgentFileFormat, string>> = {
  own: '.agent.json',
  'claude-code': '.md',
  'managed-agents': '.managed-agent.json',
};

export const CONTENT_TYPE: Readonly<Record<AgentFileFormat, string>> = {
  own: 'application/json; charset=utf-8',
  'claude-code': 'text/markdown; charset=utf-8',
  'managed-agents': 'application/json; charset=utf-8',
};

/**
 * The `Content-Disposition` of an agent's file: a name of plain letters, and for browsers that can, the agent's own name without what a file system may take
 * for something else. Claude Code wants its file named as the agent in it.
 */
export function agentAttachment(format: AgentFileFormat, name: string): string {
  const plain = `${slugOf(name)}${ENDING[format]}`;
  const own = cutText(name.replace(/[\p{C}\p{Z}\\/:*?"<>|%]+/gu, ' ').replace(/^[\s.]+|[\s.]+$/g, ''), 80);
  if (format === 'claude-code' || own === '') return `attachment; filename="${plain}"`;
  return attachment(`${own}${ENDING[format]}`, plain);
}
