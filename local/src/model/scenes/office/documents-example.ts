import { lines } from '../scene.ts';

/** Three made-up documents about one thing, which do not agree in everything. The last one becomes a Word file. */
export const DOCUMENTS = {
  ko: {
    'plan.md': lines(
      '# 주문 화면 개편 계획 (예시)',
      '',
      '예산: 1,200만 원',
      '공개일: 7월 14일',
      '담당: 제품팀',
      '',
      '주문 화면을 한 쪽으로 줄여 주문을 마치는 데 걸리는 시간을 줄입니다.',
    ),
    'survey.txt': lines(
      '고객 설문 결과 (예시)',
      '응답자: 212명',
      '가장 큰 불만: 결제 단계가 길다 (61%)',
      '모바일에서 주문하는 고객이 열에 일곱입니다.',
    ),
    'minutes.txt': lines(
      '개편 회의록 (예시)',
      '예산: 1,350만 원',
      '공개일: 7월 14일',
      '결제 단계를 셋에서 둘로 줄이기로 했습니다.',
      '외부 디자인 비용이 늘어 예산을 다시 정했습니다.',
    ),
  },
  en: {
    'plan.md': lines(
      '# Plan for the new order page (example)',
      '',
      'Budget: $12,000',
      'Opening: July 14',
      'In charge: product team',
      '',
      'The order page becomes a single page, so that an order takes less time.',
    ),
    'survey.txt': lines(
      'Results of the customer survey (example)',
      'Answers: 212',
      'Worst complaint: paying takes too many steps (61%)',
      'Seven in ten customers order on a phone.',
    ),
    'minutes.txt': lines(
      'Minutes of the meeting (example)',
      'Budget: $13,500',
      'Opening: July 14',
      'Paying will take two steps instead of three.',
      'The budget was set anew because outside design costs more.',
    ),
  },
} as const;
