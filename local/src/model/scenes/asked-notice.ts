import { ASK_TOOL } from '@oma/contract';
import type { Conversation } from '../steps.ts';
import { answerTo, lines, natural, type Scene, writeFile } from './scene.ts';

type Words = { readers: readonly [string, string]; parts: readonly [string, string, string] };

const WORDS: Readonly<Record<'ko' | 'en', Words>> = {
  ko: { readers: ['동료', '고객'], parts: ['날짜와 장소', '준비물', '문의처'] },
  en: { readers: ['Colleagues', 'Customers'], parts: ['Date and place', 'What to bring', 'Contact'] },
};

const QUESTIONS = {
  ko: { readers: '누가 읽는 안내문인가요?', parts: '안내문에 무엇을 넣을까요?' },
  en: { readers: 'Who will read the notice?', parts: 'What should the notice hold?' },
} as const;

function ask(korean: boolean): { tool: string; input: Record<string, unknown> } {
  const locale = korean ? 'ko' : 'en';
  const { readers, parts } = WORDS[locale];
  const option = (label: string, description: string) => ({ label, description });
  return {
    tool: ASK_TOOL,
    input: {
      questions: [
        {
          question: QUESTIONS[locale].readers,
          header: korean ? '읽는 사람' : 'Readers',
          multiSelect: false,
          options: [
            option(readers[0], korean ? '짧고 편한 말로 써요.' : 'Short and relaxed.'),
            option(readers[1], korean ? '인사와 높임말을 갖춰 써요.' : 'With a greeting, and polite.'),
          ],
        },
        {
          question: QUESTIONS[locale].parts,
          header: korean ? '내용' : 'Parts',
          multiSelect: true,
          options: [
            option(parts[0], korean ? '언제 어디서 모이는지' : 'When and where to meet'),
            option(parts[1], korean ? '가져올 것' : 'Things to take along'),
            option(parts[2], korean ? '물어볼 사람과 연락처' : 'Whom to ask, and how'),
          ],
        },
      ],
    },
  };
}

function play(conversation: Conversation, korean: boolean) {
  const locale = korean ? 'ko' : 'en';
  const [result = ''] = conversation.toolResults;
  const readers = answerTo(result, QUESTIONS[locale].readers);
  const parts = answerTo(result, QUESTIONS[locale].parts);
  const isUnanswered = readers.includes('Nobody answered');
  const [reader, part] = isUnanswered ? [WORDS[locale].readers[0], WORDS[locale].parts[0]] : [readers, parts];
  const notice = korean
    ? lines(
        '# 사내 교육 안내 (예시)',
        '',
        `읽는 사람: ${reader}`,
        `넣은 것: ${part}`,
        '',
        '6월 19일 목요일 14시, 3층 회의실에서 사내 교육을 엽니다.',
      )
    : lines(
        '# Training day (example)',
        '',
        `Readers: ${reader}`,
        `It holds: ${part}`,
        '',
        'The training is on Thursday 19 June, 2 pm, room 3.',
      );
  return [
    natural(
      korean
        ? '예시로 안내문을 하나 쓸게요. 그 전에 두 가지를 물어볼게요.'
        : 'I will write an example notice. Two questions before I begin.',
    ),
    ask(korean),
    natural(
      korean
        ? isUnanswered
          ? '답이 없어서, 동료가 읽고 날짜와 장소만 넣는 것으로 정하고 쓸게요.'
          : '알겠어요. 그렇게 쓸게요.'
        : isUnanswered
          ? 'Nobody answered, so I take it that colleagues read it and that date and place are enough.'
          : 'All right, I will write it like that.',
    ),
    writeFile(conversation, 'notice.md', notice),
    natural(
      korean
        ? `\`notice.md\`에 안내문을 썼어요.\n\n- 읽는 사람: ${reader}\n- 넣은 것: ${part}\n\n내용은 모두 지어낸 예시예요.`
        : `The notice is in \`notice.md\`.\n\n- Readers: ${reader}\n- It holds: ${part}\n\nAll of it is an invented example.`,
    ),
  ];
}

export const ASKED_NOTICE: Scene = { matches: /물어보고|먼저 물어|되물어|ask me (first|before)/i, play };
