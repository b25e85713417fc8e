import { describe, expect, it } from 'vitest';
import { AGENT_MOVES } from './agent.ts';
import { QUESTION_MOVES, REPLY_MOVES } from './message.ts';
import { canMove, isFinal } from './moves.ts';
import { RUN_MOVES, type RunState } from './run-state.ts';

describe('the tables of states', () => {
  it('lead from every state of a question, a reply and a run to a final one, and out of none', () => {
    for (const moves of [QUESTION_MOVES, REPLY_MOVES, RUN_MOVES] as Readonly<Record<string, readonly string[]>>[]) {
      for (const [from, targets] of Object.entries(moves)) {
        expect(targets).not.toContain(from);
        const reached = new Set([from]);
        for (const state of reached) for (const next of moves[state] ?? []) reached.add(next);
        expect([...reached].some((state) => (moves[state] ?? []).length === 0)).toBe(true);
      }
    }
  });

  it('let every run that has not ended end', () => {
    const states = Object.keys(RUN_MOVES) as RunState[];
    for (const state of states) expect(canMove(RUN_MOVES, state, 'ended')).toBe(state !== 'ended');
    expect(isFinal(RUN_MOVES, 'ended')).toBe(true);
  });

  it('never let a question be answered twice', () => {
    for (const end of ['done', 'failed', 'stopped'] as const) expect(isFinal(QUESTION_MOVES, end)).toBe(true);
    expect(canMove(QUESTION_MOVES, 'queued', 'done')).toBe(false);
  });

  it('let nobody but the platform put an agent into error', () => {
    for (const targets of Object.values(AGENT_MOVES)) expect(targets).not.toContain('error');
  });
});
