import { answerTo } from '../scene.ts';

type Words = Readonly<Record<'ko' | 'en', string>>;
type Option = { label: string; description: string };

/** What the designer asks before it makes a draft. */
export type Topic = 'work' | 'reader' | 'form';

/** What was answered; null where nobody did, or was not asked. */
export type Known = Record<Topic, string | null>;

const option = (label: string, description: string): Option => ({ label, description });

/** `label`: what the topic is called in instructions. */
export const QUESTIONS: Readonly<
  Record<Topic, { label: Words; question: Words; header: Words; options: Readonly<Record<'ko' | 'en', Option[]>> }>
> = {
  work: {
    label: { ko: '맡길 일', en: 'Work' },
    question: { ko: '어떤 일을 맡기고 싶으세요?', en: 'Which work is the agent for?' },
    header: { ko: '맡길 일', en: 'Work' },
    options: {
      ko: [
        option('회의록', '메모에서 결정과 할 일을 뽑아요.'),
        option('매출·표 정리', '표를 고르게 맞추고 합계를 내요.'),
        option('보고서', '자료를 모아 결론부터 써요.'),
        option('메일', '받은 글에 답장을 써요.'),
      ],
      en: [
        option('Minutes', 'Decisions and things to do, out of notes.'),
        option('Tables', 'Tidy tables, with their sums.'),
        option('Reports', 'The conclusion first, then the reasons.'),
        option('Mail', 'Answers to letters that came in.'),
      ],
    },
  },
  reader: {
    label: { ko: '읽는 사람', en: 'Readers' },
    question: { ko: '결과를 누가 읽나요?', en: 'Who reads the result?' },
    header: { ko: '읽는 사람', en: 'Readers' },
    options: {
      ko: [option('나', '짧은 메모면 돼요.'), option('팀', '배경을 아는 동료가 읽어요.'), option('고객', '높임말과 인사를 갖춰요.')],
      en: [
        option('Me', 'A short note will do.'),
        option('My team', 'They know the background.'),
        option('Customers', 'Polite, with a greeting.'),
      ],
    },
  },
  form: {
    label: { ko: '결과의 모양', en: 'Form of the result' },
    question: { ko: '어떤 모양으로 받고 싶으세요?', en: 'In what form do you want it?' },
    header: { ko: '모양', en: 'Form' },
    options: {
      ko: [option('한 쪽 문서', '바로 보낼 수 있게'), option('표', '비교하기 좋게'), option('채팅 답', '파일 없이')],
      en: [option('A page', 'Ready to send'), option('A table', 'Easy to compare'), option('An answer in the chat', 'No file')],
    },
  },
};

/** The work that a choice stands for; own words stand for themselves. */
const WORK: Readonly<Record<string, string>> = {
  회의록: '회의 메모를 회의록으로 정리해요.',
  '매출·표 정리': '매출 같은 표를 정리하고 합계를 내요.',
  보고서: '자료를 모아 보고서를 써요.',
  메일: '받은 메일에 답장을 써요.',
  Minutes: 'Turn notes of meetings into minutes.',
  Tables: 'Tidy tables, such as sales, and add them up.',
  Reports: 'Write reports from what is there.',
  Mail: 'Answer the mail that comes in.',
};

/** A question as Claude Code's tool for asking takes it. */
export const asQuestion = (topic: Topic, korean: boolean) => {
  const { question, header, options } = QUESTIONS[topic];
  const locale = korean ? 'ko' : 'en';
  return { question: question[locale], header: header[locale], multiSelect: false, options: options[locale] };
};

/** What the answers say, in either language; the newest where a topic was asked more than once. */
export function knownFrom(answers: readonly string[]): Known {
  const known = (topic: Topic): string | null => {
    const said = answers.flatMap((answer) => Object.values(QUESTIONS[topic].question).map((question) => answerTo(answer, question)));
    return said.findLast((answer) => answer !== '' && !answer.startsWith('(Nobody answered')) ?? null;
  };
  const work = known('work');
  return { work: work === null ? null : (WORK[work] ?? work), reader: known('reader'), form: known('form') };
}
