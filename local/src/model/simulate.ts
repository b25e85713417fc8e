import type { Conversation, Step } from './steps.ts';

const isKorean = (text: string): boolean => /[가-힣]/.test(text);

/** Text in pieces as a model sends them, about as fast as a person reads along. */
const natural = (say: string): Step => ({ say, every_ms: 25 });

type Scene = { matches: RegExp; play: (conversation: Conversation, korean: boolean) => Step[] };

const SALES: readonly (readonly [sales: number, cost: number])[] = [
  [1_200_000, 830_000],
  [1_350_000, 870_000],
  [1_510_000, 905_000],
  [1_480_000, 910_000],
  [1_720_000, 960_000],
  [1_890_000, 1_010_000],
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];

const salesCsv = (korean: boolean): string =>
  [
    korean ? '월,매출,비용' : 'Month,Sales,Cost',
    ...SALES.map(([sales, cost], index) => `${korean ? `${index + 1}월` : (MONTHS[index] ?? '')},${sales},${cost}`),
  ].join('\n');

/** Ordinary requests that the simulation understands. Each really uses the tools; the first that matches plays. */
const SCENES: readonly Scene[] = [
  {
    matches: /csv|매출|sales|표.*(만들|작성)|데이터/i,
    play: ({ workspace }, korean) => [
      natural(korean ? '매출 자료를 CSV 파일로 만들고 합계를 계산해 볼게요.' : 'I will write the sales data to a CSV file and add it up.'),
      { tool: 'Write', input: { file_path: `${workspace}/sales.csv`, content: `${salesCsv(korean)}\n` } },
      {
        tool: 'Bash',
        input: {
          command: 'awk -F, \'NR>1 {s+=$2; c+=$3} END {printf "%d %d %d\\n", s, c, s-c}\' sales.csv',
          description: 'Add up the columns',
        },
      },
      natural(
        korean
          ? '`sales.csv`를 만들었어요.\n\n| 항목 | 금액 |\n|---|---:|\n| 매출 합계 | 9,150,000 |\n| 비용 합계 | 5,485,000 |\n| 이익 | 3,665,000 |\n\n6월 매출이 가장 높고, 1월보다 **57.5 %** 늘었어요. 이 숫자는 시뮬레이션이 지어낸 예시예요.'
          : 'I made `sales.csv`.\n\n| Item | Amount |\n|---|---:|\n| Sales | 9,150,000 |\n| Cost | 5,485,000 |\n| Profit | 3,665,000 |\n\nJune is the strongest month, **57.5 %** above January. These figures are an example that the simulation made up.',
      ),
    ],
  },
  {
    matches: /보고서|report|문서|markdown|마크다운/i,
    play: ({ workspace }, korean) => [
      natural(korean ? '보고서 초안을 파일로 작성할게요.' : 'I will write a first draft of the report to a file.'),
      {
        tool: 'Write',
        input: {
          file_path: `${workspace}/report.md`,
          content: korean
            ? '# 주간 보고서\n\n## 요약\n- 이번 주에 끝낸 일\n- 다음 주에 할 일\n\n## 확인할 것\n1. 일정\n2. 예산\n'
            : '# Weekly report\n\n## Summary\n- What was finished this week\n- What comes next\n\n## To check\n1. Schedule\n2. Budget\n',
        },
      },
      natural(
        korean
          ? '`report.md`에 초안을 썼어요. 요약과 확인할 것, 두 부분으로 나누었어요.'
          : 'The draft is in `report.md`, in two parts: a summary and what to check.',
      ),
    ],
  },
  {
    matches: /파일|files?\b|목록|list/i,
    play: ({ toolsUsed, lastToolResult }, korean) => [
      natural(korean ? '작업 공간에 어떤 파일이 있는지 볼게요.' : 'I will look at what is in the workspace.'),
      { tool: 'Bash', input: { command: 'ls -la', description: 'List the files' } },
      natural(
        toolsUsed === 0
          ? ''
          : korean
            ? `지금 있는 파일이에요.\n\n\`\`\`\n${lastToolResult.slice(0, 1500)}\n\`\`\``
            : `This is what is there.\n\n\`\`\`\n${lastToolResult.slice(0, 1500)}\n\`\`\``,
      ),
    ],
  },
  {
    matches: /기억|이름이 뭐|what.*(my name|did i)|remember|아까|방금/i,
    play: ({ earlier }, korean) => {
      const name = earlier
        .map((text) =>
          /(?:제 이름은|내 이름은|나는|저는)\s*([가-힣A-Za-z]{2,12}?)(?:이에요|예요|입니다|이야|야|라고|[.,\s]|$)|my name is (\w+)/i.exec(
            text,
          ),
        )
        .findLast((found) => found !== null);
      const called = name?.[1] ?? name?.[2];
      if (called !== undefined) return [natural(korean ? `네, ${called} 님이라고 하셨어요.` : `Yes, you said your name is ${called}.`)];
      const last = earlier.at(-1)?.slice(0, 200);
      if (last === undefined)
        return [natural(korean ? '이 대화에서 처음 주신 말씀이에요.' : 'This is the first thing you said in this conversation.')];
      return [
        natural(
          korean
            ? `바로 전에 이렇게 말씀하셨어요.\n\n> ${last.replaceAll('\n', '\n> ')}`
            : `Just before, you said:\n\n> ${last.replaceAll('\n', '\n> ')}`,
        ),
      ];
    },
  },
];

/** What the simulation answers to ordinary words: in their language, and honest about what it is. */
export function simulate(conversation: Conversation): Step[] {
  const korean = isKorean(conversation.question) || !/[a-z]/i.test(conversation.question);
  const scene = SCENES.find(({ matches }) => matches.test(conversation.question));
  if (scene !== undefined) return scene.play(conversation, korean);
  return [
    natural(
      korean
        ? '지금은 **시뮬레이션**이라 정해진 몇 가지 일만 할 수 있어요. 표시되는 토큰과 비용은 지어낸 숫자이고, 실제로 청구되지 않아요.\n\n이렇게 말해 보세요.\n\n- 매출 CSV를 만들고 합계를 알려 줘\n- 주간 보고서 초안을 써 줘\n- 파일 목록을 보여 줘\n- 아까 내가 뭐라고 했는지 기억해?'
        : 'This is a **simulation**: it can do a few prepared things. The tokens and costs shown are made up; nothing is charged.\n\nTry one of these.\n\n- Make a sales CSV and tell me the totals\n- Write a draft of a weekly report\n- Show me the list of files\n- Do you remember what I said?',
    ),
  ];
}
