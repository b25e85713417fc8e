import { BLANK_WRITING, READY_MADE_AGENTS } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../components/agent-form/agent-problems.ts';
import { readyMadePrompts, readyMadeWriting } from './ready-made.ts';

describe('a ready-made agent', () => {
  it.each(READY_MADE_AGENTS.flatMap(({ id }) => (['ko', 'en'] as const).map((locale) => [id, locale] as const)))(
    '%s (%s) fills the form so that it can be saved, and is known again by its name or its instructions',
    (id, locale) => {
      const writing = readyMadeWriting(id, locale) ?? BLANK_WRITING;
      expect(problemsOf(writing, [], null)).toEqual(new Map());
      const prompts = READY_MADE_AGENTS.find((agent) => agent.id === id)?.[locale].prompts;
      expect(readyMadePrompts({ ...writing, name: '다른 이름' })).toEqual(prompts);
      expect(readyMadePrompts({ ...writing, config: { ...writing.config, instructions: '다른 지시문' } })).toEqual(prompts);
    },
  );

  it('is not taken for one that somebody wrote', () => {
    expect(readyMadeWriting('nothing', 'ko')).toBeNull();
    expect(readyMadePrompts(BLANK_WRITING)).toEqual([]);
  });
});
