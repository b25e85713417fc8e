import { AGENT_TEXT_LIMITS, type AgentProposal, ASK_TOOL, cutText, PROPOSE_TOOL } from '@oma/contract';
import type { Conversation, DesignTold, Step } from '../steps.ts';
import { natural } from './scene.ts';

type Words = Readonly<Record<'ko' | 'en', string>>;

/** A kind of work, told by the words that people use for it. */
type Kind = {
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
    words: /메일|이메일|고객|문의|e-?mail|customer|reply/i,
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

const QUESTIONS = {
  ko: { reader: '결과를 누가 읽나요?', form: '어떤 모양으로 받고 싶으세요?' },
  en: { reader: 'Who reads the result?', form: 'In what form do you want it?' },
} as const;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const proposing = (proposal: AgentProposal): Step => ({ tool: PROPOSE_TOOL, input: { ...proposal } });

/** What the simulation says and proposes where an agent is designed: a first draft of a sentence or of a conversation, then a change for each wish. */
export function designAgent(conversation: Conversation, told: DesignTold, korean: boolean): Step[] {
  const wish = oneLine(conversation.question);
  const { form, source } = told;
  if (form === null || form.config.instructions.trim() === '') {
    return /물어|ask me|질문해/i.test(wish)
      ? askFirst(conversation, wish, korean)
      : firstDraft(source.length > 0 ? source : [wish], told, korean);
  }
  if (source.length > 0 && told.isFirst) return learnFrom(source, form.config.instructions, korean);
  const usd = /(?:\$|usd|달러)\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*(?:\$|usd|달러|dollars?)/i.exec(wish);
  const amount = Number(usd?.[1] ?? usd?.[2] ?? 0);
  if (amount > 0) {
    return [
      natural(korean ? '질문 하나의 예산을 그렇게 정하자고 제안할게요.' : 'I propose that as the budget of one question.'),
      proposing({ turn_usd: amount }),
      natural(closing(korean)),
    ];
  }
  return [
    natural(korean ? '지시문에 그렇게 적자고 제안할게요.' : 'I propose to write that into the instructions.'),
    proposing({ instructions: withRule(form.config.instructions, wish, korean) }),
    natural(closing(korean)),
  ];
}

const closing = (korean: boolean): string =>
  korean
    ? '마음에 드는 것만 폼에 옮기세요. 제가 저장하지는 않아요. 이 제안은 **시뮬레이션**이 정해진 방식으로 만든 거예요.'
    : 'Take over what you like; I save nothing. The **simulation** made this proposal in a prepared way.';

function firstDraft(wishes: readonly string[], { source }: DesignTold, korean: boolean): Step[] {
  const kind = KINDS.find(({ words }) => words.test(wishes.join(' '))) ?? ANYTHING;
  const isFromChat = source.length > 0;
  return [
    natural(
      korean
        ? isFromChat
          ? `그 대화에서 부탁하신 일 ${String(wishes.length)}가지를 다시 맡길 수 있게 초안을 만들었어요.`
          : '말씀하신 일로 초안을 만들었어요.'
        : isFromChat
          ? `Here is a draft that can do again what you asked for in that conversation (${String(wishes.length)} requests).`
          : 'Here is a first draft of what you described.',
    ),
    proposing(draftOf(kind, wishes, '', korean)),
    natural(
      korean
        ? `결과는 동료가 읽고, 파일로 받는다고 생각했어요. 다르면 말씀해 주세요.\n\n${closing(true)}`
        : `I assumed that colleagues read the result and that you want it as a file. Tell me if not.\n\n${closing(false)}`,
    ),
  ];
}

function askFirst(conversation: Conversation, wish: string, korean: boolean): Step[] {
  const { reader, form } = QUESTIONS[korean ? 'ko' : 'en'];
  const option = (label: string, description: string) => ({ label, description });
  const questions = [
    {
      question: reader,
      header: korean ? '읽는 사람' : 'Readers',
      multiSelect: false,
      options: korean
        ? [option('나', '짧은 메모면 돼요.'), option('팀', '배경을 아는 동료가 읽어요.'), option('고객', '높임말과 인사를 갖춰요.')]
        : [
            option('Me', 'A short note will do.'),
            option('My team', 'They know the background.'),
            option('Customers', 'Polite, with a greeting.'),
          ],
    },
    {
      question: form,
      header: korean ? '모양' : 'Form',
      multiSelect: false,
      options: korean
        ? [option('한 쪽 문서', '바로 보낼 수 있게'), option('표', '비교하기 좋게'), option('채팅 답', '파일 없이')]
        : [option('A page', 'Ready to send'), option('A table', 'Easy to compare'), option('An answer in the chat', 'No file')],
    },
  ];
  const [result = ''] = conversation.toolResults;
  const answers = [...result.matchAll(/"="([^"]*)"/g)].map(([, said = '']) => said);
  const kind = KINDS.find(({ words }) => words.test(wish)) ?? ANYTHING;
  const known = korean
    ? `\n- 읽는 사람: ${answers[0] ?? '정해지지 않음'}\n- 결과의 모양: ${answers[1] ?? '정해지지 않음'}`
    : `\n- Readers: ${answers[0] ?? 'not decided'}\n- Form of the result: ${answers[1] ?? 'not decided'}`;
  return [
    natural(korean ? '두 가지만 여쭐게요.' : 'Two questions first.'),
    { tool: ASK_TOOL, input: { questions } },
    natural(korean ? '알겠어요. 그렇게 초안을 만들었어요.' : 'All right, here is a draft for that.'),
    proposing(draftOf(kind, [wish], known, korean)),
    natural(closing(korean)),
  ];
}

function draftOf(kind: Kind, wishes: readonly string[], known: string, korean: boolean): AgentProposal {
  const locale = korean ? 'ko' : 'en';
  const task = wishes.map((wish) => `- ${cutText(oneLine(wish), 500)}`).join('\n');
  const steps = kind.steps[locale].map((step, index) => `${String(index + 1)}. ${step}`).join('\n');
  const instructions = korean
    ? `## 맡은 일\n${task}${known}\n\n## 순서\n${steps}\n\n## 확인\n- 끝내기 전에 결과를 처음부터 다시 읽고, 숫자와 이름을 자료와 맞춰 보세요.\n\n## 남길 것\n- 결과 파일과, 무엇을 했는지 세 줄 요약.\n\n## 지킬 것\n- 모르는 것은 지어내지 말고 모른다고 하세요.`
    : `## Your work\n${task}${known}\n\n## How to work\n${steps}\n\n## Check your work\n- Before you finish, read the result from the beginning and compare names and figures with the material.\n\n## What to leave\n- The result as a file, and three lines on what you did.\n\n## Rules\n- Make nothing up: what you do not know, call unknown.`;
  return {
    name: kind.name[locale],
    icon: kind.icon,
    description: cutText(oneLine(wishes[0] ?? ''), AGENT_TEXT_LIMITS.description),
    tags: [kind.tag[locale]],
    instructions: cutText(instructions, AGENT_TEXT_LIMITS.instructions),
    tools: kind.tools,
  };
}

const RULES = { ko: '## 지킬 것', en: '## Rules' } as const;

/** The instructions with one more rule at the end of their list, which is begun where there is none. */
function withRule(instructions: string, rule: string, korean: boolean): string {
  const heading = Object.values(RULES).find((one) => instructions.includes(one)) ?? RULES[korean ? 'ko' : 'en'];
  const [before = '', after] = instructions.split(heading);
  const line = `- ${cutText(rule, 500)}`;
  if (after === undefined) return `${instructions.trimEnd()}\n\n${heading}\n${line}`;
  const [list = '', ...rest] = after.split(/\n(?=## )/);
  return [`${before}${heading}${list.trimEnd()}\n${line}`, ...rest].join('\n\n');
}

function learnFrom(source: readonly string[], instructions: string, korean: boolean): Step[] {
  // What is said first is the work itself; what comes after it says what was missing.
  const wishes = (source.length > 1 ? source.slice(1) : source).map(oneLine).slice(-3);
  return [
    natural(
      korean
        ? `그 대화에서 덧붙이신 말씀 ${String(wishes.length)}가지를 지시문에 옮기자고 제안할게요. 그러면 다음에는 말씀하지 않아도 돼요.`
        : `I propose to write what you added in that conversation (${String(wishes.length)}) into the instructions, so that you need not say it again.`,
    ),
    proposing({ instructions: wishes.reduce((text, wish) => withRule(text, wish, korean), instructions) }),
    natural(closing(korean)),
  ];
}
