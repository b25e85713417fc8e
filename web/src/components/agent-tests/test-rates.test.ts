import type { TestAttempt, TestRun, TestSide } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { ratesOf } from './test-rates.ts';

const attempt = (side: TestSide, passed: boolean | null): TestAttempt => ({
  test_id: 'a',
  side,
  number: 1,
  state: passed === null ? 'left' : 'ended',
  session_id: null,
  message_id: null,
  limit_usd: 1,
  cost_usd: 0.1,
  took_ms: 1000,
  error: null,
  results: [],
  passed,
});

const run = (sides: TestRun['sides'], attempts: TestAttempt[]): TestRun => ({
  id: 'r',
  state: 'done',
  created_at: '2026-01-01T00:00:00Z',
  ended_at: null,
  tests: [],
  sides,
  times: 1,
  budget_usd: 1,
  expected_usd: 1,
  spent_usd: 1,
  attempts,
});
const side = (name: TestSide, version: number | null, fingerprint = `f${version ?? ''}`) => ({ side: name, version, fingerprint });

describe('ratesOf', () => {
  it('adds up what is known of each version, in their order, and of drafts after them, the one tested last at the end', () => {
    const rates = ratesOf([
      run([side('saved', 10), side('draft', null, 'x')], [attempt('saved', true), attempt('draft', true)]),
      run([side('saved', 10), side('draft', null, 'y')], [attempt('saved', false), attempt('draft', false)]),
      run([side('saved', 2), side('draft', null, 'x')], [attempt('saved', true), attempt('draft', false)]),
    ]);
    expect(rates.map(({ version, fingerprint, passed, ended, rate }) => [version, fingerprint, passed, ended, rate])).toEqual([
      [2, 'f2', 1, 1, 1],
      [10, 'f10', 1, 2, 0.5],
      [null, 'y', 0, 1, 0],
      [null, 'x', 1, 2, 0.5],
    ]);
  });

  it('counts a draft that was saved since to its version', () => {
    const rates = ratesOf([
      run([side('saved', 3)], [attempt('saved', true)]),
      run([side('saved', 2), side('draft', 3)], [attempt('saved', false), attempt('draft', false)]),
    ]);
    expect(rates.map(({ version, rate }) => [version, rate])).toEqual([
      [2, 0],
      [3, 0.5],
    ]);
  });

  it('leaves out what no attempt of has ended', () => {
    expect(ratesOf([run([side('saved', 1)], [attempt('saved', null)])])).toEqual([]);
  });
});
