import { asIs, lines, natural, runShell, type Scene, writeFile } from './scene.ts';

const KOREAN = lines(
  '# 제안: 사내 교육 신청을 예약제로 (예시)',
  '',
  '숫자와 일정은 모두 지어낸 예시예요.',
  '',
  '**교육 신청을 선착순에서 예약제로 바꾸자고 제안합니다.** 준비에 4주, 비용 900만 원이 듭니다.',
  '',
  '## 지금의 문제',
  '',
  '신청이 열리는 아침 9시에 사람이 몰려 10분 만에 마감됩니다. 근무 시간이 다른 부서는 신청하기 어렵습니다.',
  '',
  '## 제안',
  '',
  '1. 한 주 동안 신청을 받고, 부서별 자리를 나누어 추첨합니다.',
  '2. 못 들은 사람에게 다음 회차의 자리를 먼저 줍니다.',
  '',
  '## 비용',
  '',
  '| 항목 | 만 원 |',
  '|---|---:|',
  '| 예약 화면 | 520 |',
  '| 기존 신청 옮기기 | 180 |',
  '| 안내와 교육 | 200 |',
  '| 합계 | 900 |',
  '',
  '## 다음 할 일',
  '',
  '이달 안에 승인되면 다음 분기 교육부터 적용할 수 있습니다.',
);
const ENGLISH = lines(
  '# Proposal: book training instead of queueing (example)',
  '',
  'All figures and dates are an invented example.',
  '',
  '**We propose to replace first come, first served by booking.** It takes four weeks and 9,000 dollars.',
  '',
  '## The problem',
  '',
  'Places open at nine in the morning and are gone in ten minutes. Departments with other working hours hardly get one.',
  '',
  '## The proposal',
  '',
  '1. Take requests for a week, give each department its share, and draw lots.',
  '2. Whoever missed out comes first the next time.',
  '',
  '## What it costs',
  '',
  '| Item | Dollars |',
  '|---|---:|',
  '| Booking page | 5200 |',
  '| Moving present requests | 1800 |',
  '| Information and training | 2000 |',
  '| Total | 9000 |',
  '',
  '## Next steps',
  '',
  'If it is approved this month, the training of next quarter can be booked.',
);

/** Fails where the items do not add up to the total. */
const addUp = (total: string): string => String.raw`awk -F'|' '
$2 ~ /${total}/ { total = $3 + 0; next }
NF > 3 && $3 + 0 > 0 { sum += $3 }
END { printf "items %d, total %d\n", sum, total; exit sum != total }
' proposal.md`;

export const PROPOSAL: Scene = {
  matches: /제안서|proposal/i,
  play: (conversation, korean) => [
    natural(korean ? '결론을 앞에 둔 한 장짜리 제안서를 쓸게요.' : 'I will write a proposal of one page, with the conclusion first.'),
    writeFile(conversation, 'proposal.md', korean ? KOREAN : ENGLISH),
    runShell(addUp(korean ? '합계' : 'Total'), korean ? '비용 합계 맞춰 보기' : 'Check the total of the costs'),
    natural(
      korean
        ? `\`proposal.md\`에 한 장으로 썼어요. 문제, 제안, 비용, 다음 할 일의 차례예요.\n\n비용 항목을 더해 합계와 맞는지 확인했어요.\n\n${asIs(conversation.toolResults[1])}\n\n숫자와 일정은 지어낸 예시이니 실제 값으로 바꿔 주세요.`
        : `The proposal is in \`proposal.md\`, on one page: problem, proposal, cost, next steps.\n\nI added up the items to check the total.\n\n${asIs(conversation.toolResults[1])}\n\nFigures and dates are an invented example; put in the real ones.`,
    ),
  ],
};
