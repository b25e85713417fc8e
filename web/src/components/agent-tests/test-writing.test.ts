import { AgentTests } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { BLANK_TRAIT, blankTest, mayAddTest, mayAddTrait, saySame, testsOf, writingOfTests } from './test-writing.ts';

const STORED = AgentTests.parse({
  tests: [
    {
      id: 'a',
      prompt: '매출을 정리해 줘',
      traits: [
        { kind: 'contains', text: '총매출' },
        { kind: 'lacks', text: '모르겠' },
        { kind: 'file', name: '보고서.xlsx', content: '1월' },
        { kind: 'file', content: '1월' },
        { kind: 'cost', max_usd: 0.25 },
        { kind: 'time', max_s: 90 },
        { kind: 'judged', words: '쉬운 말' },
      ],
    },
  ],
  required_rate: 0.8,
});

describe('a form of tests', () => {
  it('says what is stored, whatever the kind of a trait', () => {
    expect(testsOf(writingOfTests(STORED))).toEqual(STORED);
  });

  it('says the same only where nothing differs', () => {
    const writing = writingOfTests(STORED);
    expect(saySame(writing, writingOfTests(STORED))).toBe(true);
    expect(saySame(writing, { ...writing, required_rate: null })).toBe(false);
    expect(saySame(writing, { ...writing, tests: [...writing.tests, blankTest('b')] })).toBe(false);
  });

  it('does not count what another kind of trait would say', () => {
    const judged = (content: string) => ({
      tests: [{ ...blankTest('a'), traits: [{ ...BLANK_TRAIT, kind: 'judged' as const, text: 'x', content }] }],
      required_rate: null,
    });
    expect(saySame(judged(''), judged('left from a file'))).toBe(true);
  });

  it('makes of an amount that is not written none that could be saved', () => {
    const writing = {
      tests: [{ ...blankTest('a'), prompt: 'x', traits: [{ ...BLANK_TRAIT, kind: 'cost' as const }] }],
      required_rate: null,
    };
    expect(AgentTests.safeParse(testsOf(writing)).success).toBe(false);
  });

  it('has an end', () => {
    const tests = Array.from({ length: 20 }, (_, index) => blankTest(String(index)));
    expect([mayAddTest({ tests: tests.slice(1), required_rate: null }), mayAddTest({ tests, required_rate: null })]).toEqual([true, false]);
    const traits = Array.from({ length: 10 }, () => BLANK_TRAIT);
    expect([mayAddTrait({ ...blankTest('a'), traits: traits.slice(1) }), mayAddTrait({ ...blankTest('a'), traits })]).toEqual([
      true,
      false,
    ]);
  });
});
