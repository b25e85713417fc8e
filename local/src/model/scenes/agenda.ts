import { lines, natural, readFile, type Scene, writeFile } from './scene.ts';

const AGENDA = {
  ko: lines(
    '# 기획 회의 안건 (예시)',
    '',
    '- 시간: 60분 · 날짜와 장소: 미정',
    '- 끝났을 때 있어야 할 것: 다음 분기에 할 일 세 가지와 담당',
    '',
    '| 시각 | 안건 | 방식 | 결과 |',
    '|---|---|---|---|',
    '| 0–5분 | 목표와 순서 | 안내 | 모두 같은 목표 |',
    '| 5–20분 | 지난 분기 돌아보기 | 함께 보기 | 이어 갈 것과 멈출 것 |',
    '| 20–45분 | 다음 분기 후보 | 토론과 투표 | 할 일 세 가지 |',
    '| 45–55분 | 담당과 기한 | 정하기 | 이름과 날짜 |',
    '| 55–60분 | 정리 | 읽어 보기 | 회의록 초안 |',
    '',
    '## 미리 준비할 것',
    '',
    '- 지난 분기 결과 한 장',
    '- 사람마다 후보 두 가지',
  ),
  en: lines(
    '# Agenda of the planning meeting (example)',
    '',
    '- Time: 60 minutes · Date and place: open',
    '- What there must be at the end: three things to do next quarter, each with an owner',
    '',
    '| Minutes | Item | How | Result |',
    '|---|---|---|---|',
    '| 0–5 | Goal and order | introduction | one goal for all |',
    '| 5–20 | Last quarter | look back together | what to keep, what to stop |',
    '| 20–45 | Candidates for next quarter | discuss and vote | three things to do |',
    '| 45–55 | Owners and dates | decide | names and dates |',
    '| 55–60 | Closing | read it out | a draft of the minutes |',
    '',
    '## To prepare',
    '',
    '- The results of last quarter on one page',
    '- Two candidates from each person',
  ),
} as const;

export const AGENDA_OF_MEETING: Scene = {
  matches: /안건|agenda/i,
  play: (conversation, korean) => [
    natural(korean ? '한 시간짜리 회의로 가정하고 안건과 시간표를 짤게요.' : 'I will assume one hour and plan agenda and timing for it.'),
    writeFile(conversation, 'agenda.md', AGENDA[korean ? 'ko' : 'en']),
    readFile(conversation, 'agenda.md'),
    natural(
      korean
        ? '`agenda.md`에 안건 다섯 개와 시간표를 적었어요. 더하면 60분이에요.\n\n가장 긴 25분은 다음 분기 후보를 고르는 데 두었어요. 날짜, 장소, 참석자는 `미정`이에요. 언제 누구와 하는지 알려 주면 채울게요. 내용은 예시예요.'
        : 'Five items with their times are in `agenda.md`; together they take 60 minutes.\n\nThe longest, 25 minutes, is for choosing what to do next quarter. Date, place and people are open: tell me, and I will fill them in. The content is an example.',
    ),
  ],
};
