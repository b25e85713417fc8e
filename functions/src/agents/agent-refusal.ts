import type { AgentStatus } from '@oma/contract';

/** Why an agent was not saved. */
export type AgentRefusal =
  | { reason: 'not_found' }
  | { reason: 'no_such_version' }
  | { reason: 'too_many' }
  | { reason: 'stale'; version: number }
  | { reason: 'unknown_model'; model: string }
  | { reason: 'forbidden_move'; from: AgentStatus; to: AgentStatus };
