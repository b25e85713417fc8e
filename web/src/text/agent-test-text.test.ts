import type { TestAttempt, TestRun, Trait } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { attemptText, reasonText, sideName, testProblemText, testRunText, traitText } from './agent-test-text.ts';

const attempt = (given: Partial<TestAttempt>): TestAttempt => ({
  test_id: 'a',
  side: 'saved',
  number: 1,
  state: 'ended',
  session_id: null,
  message_id: null,
  limit_usd: 1,
  cost_usd: 0,
  took_ms: 0,
  error: null,
  results: [],
  passed: true,
  ...given,
});

describe('how a run stands', () => {
  const run = (state: TestRun['state'], isWorking = true): TestRun => ({
    id: 'r',
    state,
    created_at: '2026-01-01T00:00:00Z',
    ended_at: null,
    tests: [],
    sides: [],
    times: 3,
    budget_usd: 0.3,
    expected_usd: 0.2,
    spent_usd: 0.25,
    attempts: [attempt({}), attempt({ state: isWorking ? 'working' : 'left', passed: null }), attempt({ state: 'left', passed: null })],
  });

  it.each<[TestRun['state'], readonly string[]]>([
    ['working', ['3번', '1번', '$0.25']],
    ['done', ['3번', '$0.25', '예상 $0.20']],
    ['over_budget', ['예산 $0.30', '3번', '1번', '$0.25']],
    ['stopped', ['직접', '3번', '1번', '$0.25']],
  ])('%s', (state, parts) => {
    for (const part of parts) expect(testRunText(run(state, state === 'working'))).toContain(part);
  });

  it('is being stopped as long as something of it works', () => {
    expect(testRunText(run('stopped'))).toBe('멈추는 중이에요 · 3번 가운데 1번 끝남');
  });
});

it('a side is a version, a draft, or a draft that was saved since', () => {
  const side = (name: 'saved' | 'draft', version: number | null) => sideName({ side: name, version, fingerprint: 'x' });
  expect([side('saved', 3), side('draft', null), side('draft', 4)]).toEqual(['버전 3', '초안', '초안 (지금 버전 4)']);
});

it('an attempt that could not be judged has not passed', () => {
  expect(attemptText(attempt({ passed: false }))).toBe('통과 못 함');
  expect(attemptText(attempt({ passed: true }))).toBe('통과');
});

it('an attempt that was asked and stopped is not one that was never asked', () => {
  expect(attemptText(attempt({ state: 'left', passed: null }))).toBe('묻지 않음');
  expect(attemptText(attempt({ state: 'left', passed: null, session_id: 's' }))).toBe('멈춤');
});

it.each<[Trait, string, string]>([
  [{ kind: 'cost', max_usd: 1 }, '0.0312', '$0.03'],
  [{ kind: 'time', max_s: 60 }, '11.0', '11초'],
  [{ kind: 'judged', words: 'x' }, '0.5', '0.5'],
  [{ kind: 'time', max_s: 60 }, '', ''],
])('what was found of %j is told as %s: %s', (trait, reason, told) => {
  expect(reasonText(trait, reason)).toBe(told);
});

it.each<[Trait, string]>([
  [{ kind: 'file', name: 'a.csv', content: '' }, '파일 a.csv'],
  [{ kind: 'file', name: '', content: '매출' }, '‘매출’ 포함 파일'],
  [{ kind: 'file', name: 'a.csv', content: '매출' }, '파일 a.csv · ‘매출’ 포함'],
  [{ kind: 'cost', max_usd: 0.05 }, '비용 $0.05 이하'],
  [{ kind: 'judged', words: '쉬운 말' }, '쉬운 말'],
])('%j', (trait, text) => {
  expect(traitText(trait)).toBe(text);
});

it('what is too long is told by the limit of its field', () => {
  expect(testProblemText('too_long', null)).toContain('4,000');
  expect(testProblemText('too_long', 'file')).toContain('200');
  expect(testProblemText('too_long', 'judged')).toContain('500');
});
