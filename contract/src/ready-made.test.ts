import { describe, expect, it } from 'vitest';
import { AgentTests } from './agent-test.ts';
import { AgentInput } from './agent.ts';
import { READY_MADE_AGENTS } from './ready-made.ts';
import { readyMadeInput } from './ready-made/ready-made-agent.ts';
import { readyMadeTests } from './ready-made/ready-made-tests.ts';
import { Locale } from './user.ts';

const EACH = READY_MADE_AGENTS.flatMap((agent) => Locale.options.map((locale) => ({ agent, locale, text: agent[locale] })));

describe('the ready-made agents', () => {
  it('begin with those that the empty dashboard shows, and have names of their own', () => {
    expect(READY_MADE_AGENTS.slice(0, 3).map(({ ko }) => ko.name)).toEqual(['데이터 분석', '보고서 작성', '코드 도우미']);
    for (const names of [
      READY_MADE_AGENTS.map(({ id }) => id),
      READY_MADE_AGENTS.map(({ icon }) => icon),
      EACH.map(({ text }) => text.name),
    ])
      expect(new Set(names).size).toBe(names.length);
  });

  it.each(EACH)('$agent.id can be made in $locale as it is', ({ agent, locale, text }) => {
    const made = AgentInput.parse(readyMadeInput(agent, locale));
    expect(made).toMatchObject({ name: text.name, description: text.description, icon: agent.icon, tags: text.tags });
    expect(made.config).toMatchObject({ ...agent.config, instructions: text.instructions });
  });

  it('come with tests for the office work they do, in both languages', () => {
    const tested = EACH.filter(({ agent, locale }) => readyMadeTests(agent, locale).length > 0);
    expect(tested.map(({ agent, locale }) => `${agent.id} ${locale}`).sort()).toEqual(
      ['pdf-reading', 'report-writing', 'table-clean-up'].flatMap((id) => [`${id} en`, `${id} ko`]),
    );
    for (const { agent, locale } of tested) {
      const { tests } = AgentTests.parse({ tests: readyMadeTests(agent, locale) });
      expect(
        tests.every(({ prompt, traits }) => agent[locale].prompts.includes(prompt) && traits.some(({ kind }) => kind === 'judged')),
      ).toBe(true);
    }
  });

  it.each(EACH)('$agent.id has enough to go by in $locale, in that language', ({ locale, text }) => {
    expect(text.instructions.length).toBeGreaterThanOrEqual(600);
    expect(text.instructions.length).toBeLessThanOrEqual(1800);
    expect(text.prompts.length).toBeGreaterThanOrEqual(2);
    for (const words of [text.name, text.description, ...text.tags, ...text.prompts, ...text.instructions.split('\n\n')])
      expect(/[가-힣]/.test(words), words).toBe(locale === 'ko');
  });
});
