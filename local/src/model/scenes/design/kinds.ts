import type { AgentProposal } from '@oma/contract';

export type Words = Readonly<Record<'ko' | 'en', string>>;

/** A kind of work, told by the words that people use for it. */
export type Kind = {
  words: RegExp;
  icon: AgentProposal['icon'];
  name: Words;
  tag: Words;
  tools: AgentProposal['tools'];
  steps: Readonly<Record<'ko' | 'en', readonly string[]>>;
};

const KINDS: readonly Kind[] = [
  {
    words: /회의|미팅|meeting|minutes/i,
    icon: 'list-checks',
    name: { ko: '회의록 도우미', en: 'Meeting notes helper' },
    tag: { ko: '회의', en: 'meetings' },
    tools: ['read', 'write', 'ask'],
    steps: {
      ko: [
        '받은 메모나 녹취를 끝까지 읽고, 결정한 것과 할 일을 나누세요.',
        '할 일마다 담당과 기한을 적고, 없으면 “정해지지 않음”이라고 쓰세요.',
      ],
      en: [
        'Read the notes or the transcript to the end, and tell decisions from things to do.',
        'Give each thing to do its owner and its date; where there is none, write “not decided”.',
      ],
    },
  },
  {
    words: /번역|translat/i,
    icon: 'languages',
    name: { ko: '번역 도우미', en: 'Translation helper' },
    tag: { ko: '번역', en: 'translation' },
    tools: ['read', 'write'],
    steps: {
      ko: ['고유 명사와 숫자를 먼저 뽑아 그대로 옮기세요.', '옮긴 글을 다시 읽고, 번역투를 고치세요.'],
      en: [
        'List names and figures first, and carry them over unchanged.',
        'Read your translation once more and mend what sounds translated.',
      ],
    },
  },
  {
    words: /매출|엑셀|표|csv|데이터|통계|sales|excel|spreadsheet|table|data/i,
    icon: 'table',
    name: { ko: '자료 정리 도우미', en: 'Data helper' },
    tag: { ko: '자료', en: 'data' },
    tools: ['read', 'write', 'shell', 'ask'],
    steps: {
      ko: ['파일의 열, 행의 수, 빈칸과 겹친 줄을 먼저 확인해 알리세요.', '숫자는 계산한 명령의 결과만 적고, 어림하지 마세요.'],
      en: [
        'Look at the columns, the number of rows, gaps and duplicates first, and say what you found.',
        'Give only figures that a command computed; never estimate.',
      ],
    },
  },
  {
    words: /메일|이메일|고객|문의|mail|customer|reply/i,
    icon: 'mail',
    name: { ko: '메일 도우미', en: 'Mail helper' },
    tag: { ko: '메일', en: 'mail' },
    tools: ['read', 'write', 'ask'],
    steps: {
      ko: ['받은 글이 무엇을 바라는지 한 줄로 정리하세요.', '약속이나 금액은 받은 자료에 있는 것만 쓰세요.'],
      en: ['Put in one line what the letter wants.', 'Promise and quote only what the material says.'],
    },
  },
  {
    words: /보고서|보고|report|summary|요약/i,
    icon: 'file-text',
    name: { ko: '보고서 도우미', en: 'Report helper' },
    tag: { ko: '보고서', en: 'reports' },
    tools: ['read', 'write', 'ask'],
    steps: {
      ko: ['누가 읽고 무엇을 정해야 하는지 먼저 정리하세요.', '결론을 맨 앞에 두고, 근거와 출처를 뒤에 붙이세요.'],
      en: ['Find out who reads it and what they have to decide.', 'Begin with the conclusion; reasons and sources follow.'],
    },
  },
  {
    words: /코드|스크립트|프로그램|code|script|program/i,
    icon: 'code',
    name: { ko: '스크립트 도우미', en: 'Script helper' },
    tag: { ko: '코드', en: 'code' },
    tools: ['read', 'write', 'shell', 'ask'],
    steps: {
      ko: ['있는 코드를 먼저 읽고 그 방식을 따르세요.', '테스트를 써서 돌리고, 돌려 보지 않은 코드는 건네지 마세요.'],
      en: [
        'Read the code that is there first, and follow its style.',
        'Write tests and run them; hand over no code that you have not run.',
      ],
    },
  },
];

const ANYTHING: Kind = {
  words: /(?:)/,
  icon: 'bot',
  name: { ko: '나의 도우미', en: 'My helper' },
  tag: { ko: '업무', en: 'work' },
  tools: ['read', 'write', 'ask'],
  steps: {
    ko: ['무엇을 언제까지 어떤 모양으로 바라는지 먼저 확인하세요.', '끝내기 전에 바란 것과 하나씩 맞춰 보세요.'],
    en: ['Find out what is wanted, by when, and in what form.', 'Before you finish, compare your work with each wish.'],
  },
};

/** The kind of work that the first of these texts speaks of which speaks of any. */
export function kindOf(texts: readonly string[]): Kind {
  for (const text of texts) {
    const kind = KINDS.find(({ words }) => words.test(text));
    if (kind !== undefined) return kind;
  }
  return ANYTHING;
}
