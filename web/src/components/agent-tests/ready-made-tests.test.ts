import { AgentInput, DEFAULT_CONFIG, Locale, READY_MADE_AGENTS, readyMadeInput, readyMadeTests } from '@oma/contract';
import { expect, it } from 'vitest';
import { problemsOfTests } from './test-problems.ts';
import { readyMadeTestsOf } from './ready-made-tests.ts';
import { writingOfTests } from './test-writing.ts';

it.each(READY_MADE_AGENTS.flatMap((agent) => Locale.options.map((locale) => [agent.id, agent, locale] as const)))(
  '%s, %#: has the tests it comes with, in its language, and they can be saved',
  (_id, agent, locale) => {
    const made = AgentInput.parse(readyMadeInput(agent, locale));
    const tests = readyMadeTests(agent, locale);
    expect(readyMadeTestsOf({ ...made, name: '다른 이름' })).toEqual(tests);
    expect(readyMadeTestsOf({ ...made, config: DEFAULT_CONFIG })).toEqual(tests);
    expect(problemsOfTests(writingOfTests({ tests, required_rate: null }))).toEqual(new Map());
  },
);

it('an agent that somebody wrote has none', () => {
  expect(readyMadeTestsOf({ name: '내 에이전트', config: DEFAULT_CONFIG })).toEqual([]);
});
