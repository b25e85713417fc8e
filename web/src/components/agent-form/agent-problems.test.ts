import { type AgentField, type AgentWriting, BLANK_WRITING, DEFAULT_SETTINGS } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { type AgentProblemKind, problemsOf, problemsOfApi } from './agent-problems.ts';

const NAMED: AgentWriting = { ...BLANK_WRITING, name: '보고서' };
const withConfig = (config: Partial<AgentWriting['config']>): AgentWriting => ({ ...NAMED, config: { ...NAMED.config, ...config } });
const file = (name: string) => ({ id: '55555555-5555-4555-8555-555555555555', name, size: 1 });
const { models } = DEFAULT_SETTINGS;

describe('problemsOf', () => {
  it('finds nothing wrong with a name and the defaults', () => {
    expect(problemsOf(NAMED, models, null)).toEqual(new Map());
  });

  it.each<[AgentField, AgentProblemKind, AgentWriting]>([
    ['name', 'missing', { ...NAMED, name: '  ' }],
    ['name', 'too_long', { ...NAMED, name: '가'.repeat(81) }],
    ['name', 'unusable', { ...NAMED, name: 'a\ud800' }],
    ['description', 'too_long', { ...NAMED, description: '가'.repeat(501) }],
    ['tags', 'too_long', { ...NAMED, tags: ['가'.repeat(31)] }],
    ['tags', 'too_many', { ...NAMED, tags: Array.from({ length: 11 }, (_, index) => `태그${index}`) }],
    ['instructions', 'too_long', withConfig({ instructions: '가'.repeat(20_001) })],
    ['temperature', 'out_of_range', withConfig({ temperature: 1.1 })],
    ['max_tokens', 'out_of_range', withConfig({ max_tokens: 255 })],
    ['max_tokens', 'out_of_range', withConfig({ max_tokens: 300.5 })],
    ['turn_usd', 'out_of_range', withConfig({ budget: { turn_usd: 0, day_usd: null } })],
    ['turn_usd', 'out_of_range', withConfig({ budget: { turn_usd: Number.NaN, day_usd: null } })],
    ['day_usd', 'out_of_range', withConfig({ budget: { turn_usd: null, day_usd: 10_001 } })],
    ['files', 'too_many', withConfig({ files: Array.from({ length: 101 }, (_, index) => file(`${index}`)) })],
    ['files', 'unusable', withConfig({ files: [file('a/b.csv')] })],
    ['model', 'not_offered', withConfig({ model: 'a-model-of-the-past' })],
  ])('says of %s: %s', (field, kind, writing) => {
    expect(problemsOf(writing, models, null)).toEqual(new Map([[field, kind]]));
  });

  it('does not judge a model where it is not known which are offered', () => {
    expect(problemsOf(withConfig({ model: 'any' }), null, null)).toEqual(new Map());
  });

  it('counts a model that was switched off as not offered', () => {
    const off = models.map((model) => ({ ...model, enabled: false }));
    expect(problemsOf(withConfig({ model: models[0]?.id ?? '' }), off, null).get('model')).toBe('not_offered');
    expect(problemsOf(withConfig({ model: models[0]?.id ?? '' }), off, models[0]?.id ?? '')).toEqual(new Map());
  });
});

describe('problemsOfApi', () => {
  it('finds the field of a path, and leaves out what is no field', () => {
    expect(
      problemsOfApi([
        { path: 'config.model' },
        { path: 'config.budget.day_usd' },
        { path: 'tags.3' },
        { path: 'config.files.2.id' },
        { path: '' },
      ]),
    ).toEqual(
      new Map([
        ['model', 'not_offered'],
        ['day_usd', 'unusable'],
        ['tags', 'unusable'],
        ['files', 'unusable'],
      ]),
    );
  });
});
