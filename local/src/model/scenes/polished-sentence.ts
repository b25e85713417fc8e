import { lines, natural, type Scene, writeFile } from './scene.ts';

const KOREAN = {
  before: '금번 프로젝트의 진행에 있어서 많은 어려움이 존재하였으나 성공적으로 완료되어졌습니다.',
  after: '이번 프로젝트는 어려움이 많았지만 잘 마쳤습니다.',
  why: [
    ['금번', '이번', '일상에서 쓰는 말로'],
    ['진행에 있어서', '(뺌)', '번역투이고, 빼도 뜻이 같음'],
    ['어려움이 존재하였으나', '어려움이 많았지만', '짧고 쉬운 말로'],
    ['완료되어졌습니다', '마쳤습니다', '겹친 피동을 능동으로'],
  ],
} as const;
const ENGLISH = {
  before: 'It should be noted that the project, in spite of the fact that there were difficulties, has been able to be completed.',
  after: 'Despite difficulties, we completed the project.',
  why: [
    ['It should be noted that', '(cut)', 'says nothing'],
    ['in spite of the fact that there were', 'Despite', 'one word for eight'],
    ['has been able to be completed', 'we completed', 'active, and says who'],
  ],
} as const;

export const POLISHED_SENTENCE: Scene = {
  matches: /금번 프로젝트|has been able to be completed/i,
  play: (conversation, korean) => {
    const { before, after, why } = korean ? KOREAN : ENGLISH;
    const [was, is, because] = korean ? ['전', '후', '까닭'] : ['Before', 'After', 'Why'];
    const table = [`| ${was} | ${is} | ${because} |`, '|---|---|---|', ...why.map((row) => `| ${row.join(' | ')} |`)];
    return [
      natural(korean ? '뜻은 그대로 두고 다듬을게요.' : 'I will keep the meaning and cut the rest.'),
      writeFile(conversation, 'polished.md', lines(`- ${was}: ${before}`, `- ${is}: ${after}`, '', ...table)),
      natural(
        korean
          ? `> ${after}\n\n${table.join('\n')}\n\n전과 후를 \`polished.md\`에 남겼어요. ‘잘’ 대신 ‘제때’처럼 더 분명한 말이 있으면 바꾸세요.`
          : `> ${after}\n\n${table.join('\n')}\n\nBefore and after are in \`polished.md\`. “We” is my guess: if somebody else did the work, name them.`,
      ),
    ];
  },
};
