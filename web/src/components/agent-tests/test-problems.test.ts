import { describe, expect, it } from 'vitest';
import { problemsOfTests, type TestProblemKind, type TraitField } from './test-problems.ts';
import { BLANK_TRAIT, type TestWriting, type TraitWriting } from './test-writing.ts';

const trait = (given: Partial<TraitWriting>): TraitWriting => ({ ...BLANK_TRAIT, text: 'x', ...given });
const found = (...tests: Partial<TestWriting>[]) =>
  problemsOfTests({
    tests: tests.map((test, index) => ({ id: `t${index}`, prompt: 'p', traits: [trait({})], ...test })),
    required_rate: null,
  });

describe('what is wrong with tests', () => {
  it('is nothing where they can be saved', () => {
    expect(found({}, { traits: [trait({ kind: 'file', text: '', content: 'x' })] })).toEqual(new Map());
  });

  it.each<[Partial<TraitWriting>, TraitField, TestProblemKind]>([
    [{ kind: 'contains', text: '' }, 'text', 'missing'],
    [{ kind: 'lacks', text: 'x'.repeat(501) }, 'text', 'too_long'],
    [{ kind: 'judged', text: '' }, 'text', 'missing'],
    [{ kind: 'judged', text: '\ud800' }, 'text', 'unusable'],
    [{ kind: 'file', text: '', content: '' }, 'text', 'no_file'],
    [{ kind: 'file', text: 'x'.repeat(201) }, 'text', 'too_long'],
    [{ kind: 'file', content: 'x'.repeat(501) }, 'content', 'too_long'],
    [{ kind: 'cost', amount: null }, 'amount', 'out_of_range'],
    [{ kind: 'cost', amount: Number.NaN }, 'amount', 'out_of_range'],
    [{ kind: 'cost', amount: 1001 }, 'amount', 'out_of_range'],
    [{ kind: 'time', amount: 0 }, 'amount', 'out_of_range'],
  ])('%j: %s is %s', (given, field, kind) => {
    expect(found({}, { traits: [trait({}), trait(given)] })).toEqual(
      new Map([['t1', { prompt: null, list: null, traits: new Map([[1, new Map([[field, kind]])]]) }]]),
    );
  });

  it('is said of the test and of all at once', () => {
    const problems = found({ prompt: ' ' }, { prompt: 'x'.repeat(4001) }, { traits: [] }, { prompt: '', traits: [trait({ text: '' })] });
    expect([...problems].map(([id, { prompt, list, traits }]) => [id, prompt, list, traits.size])).toEqual([
      ['t0', 'missing', null, 0],
      ['t1', 'too_long', null, 0],
      ['t2', null, 'no_traits', 0],
      ['t3', 'missing', null, 1],
    ]);
  });
});
