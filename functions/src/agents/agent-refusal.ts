import type { AgentStatus } from '@oma/contract';
import type { FieldError } from '../http/problem.ts';

/** Why an agent was not saved. */
export type AgentRefusal =
  | { reason: 'not_found' }
  | { reason: 'no_such_version' }
  | { reason: 'too_many' }
  | { reason: 'stale'; version: number }
  | { reason: 'unknown_model'; model: string }
  /** It is to be in use, and its tests have not passed with this content. */
  | { reason: 'tests_required' }
  | { reason: 'bad_files'; errors: FieldError[] }
  | { reason: 'forbidden_move'; from: AgentStatus; to: AgentStatus };
