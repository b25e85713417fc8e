import { type AgentFileFormat, type PortableAgent, unreachable } from '@oma/contract';
import { writeClaudeCode } from './claude-code.ts';
import type { Written } from './format-reading.ts';
import { writeManagedAgents } from './managed-agents.ts';
import { writeOwn } from './own.ts';

/** An agent as a file of a format. */
export function writeAgentFile(format: AgentFileFormat, agent: PortableAgent, here: Written): string {
  switch (format) {
    case 'own':
      return writeOwn(agent, here);
    case 'claude-code':
      return writeClaudeCode(agent, here);
    case 'managed-agents':
      return writeManagedAgents(agent, here);
    default:
      return unreachable(format);
  }
}
