import { BUDGET_DETAILS, type Failure, modelRefusal, unreachable } from '@oma/contract';
import type { ClaudeEnd } from '../claude/claude.ts';
import type { ModelFailure } from '../model-proxy/model-proxy.ts';

/** Why a turn was interrupted from outside; the first reason wins. */
export type Interruption = 'stop' | 'deadline' | 'budget' | 'terminated';

export type Outcome = { status: 'done' | 'stopped'; error: null } | { status: 'failed'; error: Failure };

const failed = (code: Failure['code'], detail: string): Outcome => ({ status: 'failed', error: { code, detail } });

/** How a turn ended, from how Claude Code ended it, why it was interrupted, and what the model last answered. */
export function outcomeOf(end: ClaudeEnd, interruption: Interruption | null, model: ModelFailure | null): Outcome {
  if (interruption !== null) return interrupted(interruption, model);
  switch (end.kind) {
    case 'completed':
      return { status: 'done', error: null };
    case 'interrupted':
      return { status: 'stopped', error: null };
    case 'failed':
      return model === null ? failed('model_error', `Claude Code gave up: ${end.detail}`) : modelFailed(model);
    case 'exited':
      return failed('internal', end.detail);
    default:
      return unreachable(end);
  }
}

function interrupted(why: Interruption, model: ModelFailure | null): Outcome {
  switch (why) {
    case 'stop':
      return { status: 'stopped', error: null };
    case 'deadline':
      return failed('turn_timeout', 'the turn reached its time limit');
    case 'budget':
      return failed('budget_reached', model?.kind === 'budget' ? model.detail : BUDGET_DETAILS.turn);
    case 'terminated':
      return failed('run_lost', 'the execution environment was shut down');
    default:
      return unreachable(why);
  }
}

function modelFailed(failure: ModelFailure): Outcome {
  switch (failure.kind) {
    case 'budget':
      return failed('budget_reached', failure.detail);
    case 'overloaded':
      return failed('model_overloaded', modelRefusal(failure.status));
    case 'refused':
      return failed('model_error', modelRefusal(failure.status));
    case 'not_allowed':
      return failed('model_error', 'the request holds what is not allowed here');
    case 'unreachable':
      return failed('model_error', 'the model could not be reached');
    case 'silent':
      return failed('model_error', 'the model fell silent');
    default:
      return unreachable(failure);
  }
}
