import { describe, expect, it } from 'vitest';
import { outcomeOf } from './outcome.ts';

const completed = { kind: 'completed' } as const;
const BUDGET = { kind: 'budget', detail: 'the person’s budget of the day is used up' } as const;
const failed = { kind: 'failed', detail: 'success' } as const;

describe('outcomeOf', () => {
  it.each([
    ['said all it had to say', completed, null, null, 'done', undefined],
    ['was stopped', { kind: 'interrupted' } as const, 'stop', null, 'stopped', undefined],
    ['reached its deadline', { kind: 'interrupted' } as const, 'deadline', null, 'failed', 'turn_timeout'],
    ['reached its budget', failed, 'budget', BUDGET, 'failed', 'budget_reached'],
    ['was granted no more', failed, null, BUDGET, 'failed', 'budget_reached'],
    ['was shut down', { kind: 'exited', detail: 'x' } as const, 'terminated', null, 'failed', 'run_lost'],
    ['found no capacity', failed, null, { kind: 'overloaded', status: 529 } as const, 'failed', 'model_overloaded'],
    ['was refused', failed, null, { kind: 'refused', status: 400 } as const, 'failed', 'model_error'],
    ['asked for what is not allowed', failed, null, { kind: 'not_allowed' } as const, 'failed', 'model_error'],
    ['met silence', failed, null, { kind: 'silent' } as const, 'failed', 'model_error'],
    ['gave up without the model’s doing', failed, null, null, 'failed', 'model_error'],
    ['lost its process', { kind: 'exited', detail: 'Claude Code ended' } as const, null, null, 'failed', 'internal'],
  ] as const)('a turn that %s', (_what, end, interruption, model, status, code) => {
    const outcome = outcomeOf(end, interruption, model);
    expect(outcome.status).toBe(status);
    expect(outcome.error?.code).toBe(code);
  });

  it('says which budget was reached', () => {
    expect(outcomeOf(failed, 'budget', BUDGET).error?.detail).toBe(BUDGET.detail);
  });

  it('keeps the first reason: a stop is a stop although Claude Code gave up', () => {
    expect(outcomeOf(failed, 'stop', { kind: 'overloaded', status: 529 })).toEqual({ status: 'stopped', error: null });
  });
});
