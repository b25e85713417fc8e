import { lines, natural, readFile, type Scene, writeFile } from './scene.ts';

const NOTES = {
  ko: lines(
    '6/12 목 앱 개편 회의 (예시 메모) - 민지, 준호, 서연',
    '- 첫 화면: 시안 B로 가기로. A는 글자가 많다는 의견',
    '- 출시 7/3? 서연: 번역이 2주 걸림 -> 7/10으로 결정',
    '- 준호 알림 문구 정리해서 월요일까지',
    '- 민지 번역 업체에 일정 확인',
    '- 도움말 영상은 다음에 다시',
    '- 테스트할 사람 모으기 누가?',
  ),
  en: lines(
    'Thu 12 June, app redesign (example notes) - Anna, Ben, Chloe',
    '- first screen: go with draft B. A has too much text',
    '- launch 3 July? Chloe: translation takes 2 weeks -> decided 10 July',
    '- Ben: wording of notifications by Monday',
    '- Anna asks the translators about dates',
    '- help video: another time',
    '- find testers - who?',
  ),
} as const;

const MINUTES = {
  ko: lines(
    '# 앱 개편 회의록 (예시)',
    '',
    '- 날짜: 6월 12일 목요일',
    '- 참석: 민지, 준호, 서연',
    '- 요약: 첫 화면은 시안 B, 출시는 7월 10일로 정했습니다.',
    '',
    '## 결정',
    '',
    '1. 첫 화면은 시안 B로 합니다. 시안 A는 글자가 많다는 의견이 있었습니다.',
    '2. 출시일은 7월 10일입니다. 번역에 2주가 걸려 7월 3일에서 옮겼습니다.',
    '',
    '## 할 일',
    '',
    '| 할 일 | 담당 | 기한 |',
    '|---|---|---|',
    '| 알림 문구 정리 | 준호 | 6월 16일(월요일) |',
    '| 번역 업체에 일정 확인 | 민지 | 미정 |',
    '| 테스트할 사람 모으기 | 미정 | 미정 |',
    '',
    '## 다음에 다룰 것',
    '',
    '- 도움말 영상',
  ),
  en: lines(
    '# Minutes: app redesign (example)',
    '',
    '- Date: Thursday 12 June',
    '- Present: Anna, Ben, Chloe',
    '- In one line: draft B for the first screen; launch on 10 July.',
    '',
    '## Decisions',
    '',
    '1. The first screen follows draft B. Draft A was thought to have too much text.',
    '2. The launch is on 10 July. The translation takes two weeks, so 3 July was given up.',
    '',
    '## Tasks',
    '',
    '| Task | Owner | Due |',
    '|---|---|---|',
    '| Wording of the notifications | Ben | 16 June (Monday) |',
    '| Ask the translators about dates | Anna | open |',
    '| Find testers | open | open |',
    '',
    '## Left for later',
    '',
    '- Help video',
  ),
} as const;

export const MINUTES_OF_NOTES: Scene = {
  matches: /회의.*(메모|회의록|정리)|meeting.*(notes|minutes)/i,
  play: (conversation, korean) => [
    natural(
      korean
        ? '회의 메모를 예시로 하나 쓰고, 회의록으로 정리할게요.'
        : 'I will write example notes of a meeting and turn them into minutes.',
    ),
    writeFile(conversation, 'notes.txt', NOTES[korean ? 'ko' : 'en']),
    writeFile(conversation, 'minutes.md', MINUTES[korean ? 'ko' : 'en']),
    natural(korean ? '메모에 없는 말이 들어가지 않았는지 다시 맞추어 볼게요.' : 'Now I compare them with the notes once more.'),
    readFile(conversation, 'notes.txt'),
    natural(
      korean
        ? '`minutes.md`에 회의록을 만들었어요.\n\n- 결정 2건: 첫 화면은 시안 B, 출시는 7월 10일\n- 할 일 3건: 그중 담당이 `미정`인 것 1건, 기한이 `미정`인 것 2건\n\n테스트할 사람은 누가 모으기로 했나요? 알려 주면 표에 채울게요. 메모와 회의록은 모두 지어낸 예시예요.'
        : 'The minutes are in `minutes.md`.\n\n- 2 decisions: draft B for the first screen, launch on 10 July\n- 3 tasks: one has no owner yet, two have no date\n\nWho is to find the testers? Tell me, and I will fill it in. Notes and minutes are an invented example.',
    ),
  ],
};
