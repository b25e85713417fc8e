import { MOST_CHANGES_TOLD, recountReason, settingsReason } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { auditDetails, auditSentence } from './audit-text.ts';

describe('an entry of the audit', () => {
  it.each([
    ['stats/all', null, '모든 사람의 통계를 다시 셌어요'],
    ['person-1', 'haneul@example.com', 'haneul@example.com 님의 통계를 다시 셌어요'],
    ['', null, '지운 계정의 통계를 다시 셌어요'],
  ])('tells whose statistics were counted anew: %s', (target, email, words) => {
    expect(auditSentence({ action: 'recount', target, email })).toBe(words);
  });

  it('tells what was changed in the settings, and how much more there is', () => {
    const changes = [
      { place: 'notice', before: '', after: '점검 중; accepting_messages: true → false' },
      { place: 'budgets.platform_month_usd', before: '500', after: '123456' },
      ...Array.from({ length: MOST_CHANGES_TOLD }, (_, index) => ({ place: `model-${index}.enabled`, before: 'true', after: 'false' })),
    ];
    const details = auditDetails({ action: 'settings', reason: settingsReason(changes) });
    expect(details.slice(0, 3)).toEqual([
      '모두에게 보이는 알림: 점검 중; accepting_messages: true → false',
      '플랫폼이 한 달에 쓸 수 있는 금액 ($): $500.00 → $123,456',
      'model-0: 켬 → 끔',
    ]);
    expect(details.at(-1)).toBe('이 밖에 2가지');
    expect(details).toHaveLength(MOST_CHANGES_TOLD + 1);
  });

  it('tells what was counted', () => {
    const reason = recountReason({ people: 1, corrected: 1, busy: 0 });
    expect(auditDetails({ action: 'recount', reason })).toEqual(['1명 가운데 1명을 바로잡았어요']);
  });
});
