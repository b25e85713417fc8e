import { asIs, lines, natural, runShell, type Scene, writeFile } from './scene.ts';

const KOREAN = lines(
  '# 주간 업무 보고 (예시)',
  '',
  '이 보고서의 내용은 모두 지어낸 예시예요.',
  '',
  '## 요약',
  '',
  '새 주문 화면을 예정대로 열었고, 첫 사흘 동안 문의가 줄었습니다. 다음 주에 결제 화면을 바꾸려면 **목요일까지 일정 승인**이 필요합니다.',
  '',
  '## 이번 주에 한 일',
  '',
  '| 일 | 상태 | 결과 |',
  '|---|---|---|',
  '| 주문 화면 개편 | 마침 | 화요일에 전체 공개 |',
  '| 고객 문의 분석 | 마침 | 하루 42건에서 31건으로 |',
  '| 결제 화면 설계 | 진행 중 | 시안 두 개 가운데 하나 선택 |',
  '',
  '## 다음 주에 할 일',
  '',
  '1. 결제 화면 시안을 고르고 개발 일정을 정합니다.',
  '2. 개편 뒤 한 주의 문의를 다시 셉니다.',
  '',
  '## 결정이 필요한 것',
  '',
  '- 결제 화면 공개일: [확인 필요: 마케팅팀 행사 날짜]',
  '- 외주 디자인 예산: [확인 필요: 남은 금액]',
);
const ENGLISH = lines(
  '# Weekly status report (example)',
  '',
  'Everything in this report is an invented example.',
  '',
  '## Summary',
  '',
  'The new order page opened on time, and questions from customers fell in the first three days. To change the payment page next week we need **the schedule approved by Thursday**.',
  '',
  '## Done this week',
  '',
  '| Work | State | Result |',
  '|---|---|---|',
  '| New order page | done | open to everybody since Tuesday |',
  '| Review of questions | done | from 42 a day to 31 |',
  '| Design of the payment page | under way | one of two drafts to be chosen |',
  '',
  '## Next week',
  '',
  '1. Choose a draft of the payment page and fix its schedule.',
  '2. Count the questions again, one week after the change.',
  '',
  '## To be decided',
  '',
  '- Opening of the payment page: [to check: date of the campaign]',
  '- Budget for outside design: [to check: what is left]',
);

const count = (mark: string): string => String.raw`printf 'headings: %s\n' "$(grep -c '^## ' work-report.md)"
printf '${mark}: %s\n' "$(grep -o '\[${mark}' work-report.md | wc -l | tr -d ' ')"`;

export const WORK_REPORT: Scene = {
  matches: /업무 보고서|status report/i,
  play: (conversation, korean) => [
    natural(
      korean
        ? '읽는 분이 첫 문단에서 결정할 것을 알 수 있게 초안을 쓸게요.'
        : 'I will write a draft that says in its first paragraph what is to be decided.',
    ),
    writeFile(conversation, 'work-report.md', korean ? KOREAN : ENGLISH),
    runShell(count(korean ? '확인 필요' : 'to check'), korean ? '제목과 확인할 곳 세기' : 'Count headings and open points'),
    natural(
      korean
        ? `\`work-report.md\`에 초안을 썼어요.\n\n- 결론: 다음 주 결제 화면 작업을 위해 목요일까지 일정 승인이 필요해요.\n- 채울 곳은 두 군데이고, \`[확인 필요]\`로 표시했어요.\n\n${asIs(conversation.toolResults[1])}\n\n내용은 모두 지어낸 예시이니, 실제 한 일을 알려 주면 바꿔 쓸게요.`
        : `The draft is in \`work-report.md\`.\n\n- The point: work on the payment page next week needs the schedule approved by Thursday.\n- Two places are left to fill in, marked \`[to check]\`.\n\n${asIs(conversation.toolResults[1])}\n\nAll of it is an invented example. Tell me what was really done, and I will put that in.`,
    ),
  ],
};
