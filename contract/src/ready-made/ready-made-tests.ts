import type { AgentTest, Trait } from '../agent-test.ts';
import type { Locale } from '../user.ts';
import type { ReadyMadeAgent } from './ready-made-agent.ts';

type Traits = Readonly<Record<Locale, readonly Trait[]>>;

const file = (name: string, content = ''): Trait => ({ kind: 'file', name, content });
const judged = (words: string): Trait => ({ kind: 'judged', words });
/** What no answer should come near. */
const LIMITS: readonly Trait[] = [
  { kind: 'cost', max_usd: 1 },
  { kind: 'time', max_s: 300 },
];

/** What is expected where an agent does one of its prompts, by the agent's id and the prompt's place among them. */
const TRAITS: Readonly<Record<string, Readonly<Record<number, Traits>>>> = {
  'table-clean-up': {
    2: {
      ko: [file('sales.xlsx'), file('*.png'), judged('“CP949”였다는 것과 “sales.xlsx”에 무엇이 든지 말한다')],
      en: [file('sales.xlsx'), file('*.png'), judged('It says that the file was in “CP949” and what “sales.xlsx” holds')],
    },
  },
  'report-writing': {
    2: {
      ko: [file('report.docx'), { kind: 'contains', text: '출처' }, judged('“minutes.docx”, “plan.md”, “survey.txt”를 출처로 밝힌다')],
      en: [
        file('report.docx'),
        { kind: 'contains', text: 'sources' },
        judged('It names “minutes.docx”, “plan.md” and “survey.txt” as its sources'),
      ],
    },
  },
  'pdf-reading': {
    0: {
      ko: [file('*.pdf'), file('summary.md', '쪽'), judged('요약에 “1쪽”처럼 쪽 번호가 있다')],
      en: [file('*.pdf'), file('summary.md', 'p. '), judged('The summary has page numbers such as “p. 1”')],
    },
  },
};

/** The tests that a ready-made agent comes with, in one language; of some there are none. */
export function readyMadeTests(agent: ReadyMadeAgent, locale: Locale): AgentTest[] {
  return Object.entries(TRAITS[agent.id] ?? {}).flatMap(([place, traits]) => {
    const prompt = agent[locale].prompts[Number(place)];
    return prompt === undefined ? [] : [{ id: `${agent.id}-${place}`, prompt, traits: [...traits[locale], ...LIMITS] }];
  });
}
