import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { forgetTests, keepTests, readKeptTests } from './kept-tests.ts';
import { BLANK_TRAIT, blankTest } from './test-writing.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const writing = { tests: [{ ...blankTest('a'), prompt: 'half writ', traits: [{ ...BLANK_TRAIT, amount: 0.5 }] }], required_rate: 0.8 };

it('keeps what is written, right or not, for each person and agent', () => {
  keepTests('u', 'x', writing);
  expect(readKeptTests('u', 'x')).toEqual(writing);
  expect([readKeptTests('u', 'y'), readKeptTests('v', 'x')]).toEqual([null, null]);
  forgetTests('u', 'x');
  expect(readKeptTests('u', 'x')).toBeNull();
});

it('takes an amount that is no number for none', () => {
  keepTests('u', 'x', { ...writing, tests: [{ ...blankTest('a'), traits: [{ ...BLANK_TRAIT, amount: Number.NaN }] }] });
  expect(readKeptTests('u', 'x')?.tests[0]?.traits[0]?.amount).toBeNull();
});

it('makes nothing of what an earlier page kept otherwise', () => {
  kept.set('agent-tests:u:x', '{"tests":[{"id":"a"}]}');
  expect(readKeptTests('u', 'x')).toBeNull();
});
