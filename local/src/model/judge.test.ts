import { expect, it } from 'vitest';
import { simulateVerdicts } from './judge.ts';

const judged = (...traits: string[]) => {
  const [step] = simulateVerdicts(
    JSON.stringify({
      question: 'q',
      answer: '합계는 9,150,000원이에요. 출처: sales.csv',
      files: [{ path: 'out/report.md', content: '# Sales' }],
      traits,
    }),
  );
  if (step === undefined || !('tool' in step)) throw new Error('no verdicts');
  return (step.input['verdicts'] as { ok: boolean; reason: string }[]).map(({ ok }) => ok);
};

it('goes by what a trait quotes, by politeness, or by its words, and says so', () => {
  expect(
    judged(
      '답에 “출처: sales.csv”가 있다',
      'Says "in won" somewhere',
      '존댓말로 답한다',
      '합계를 말한다',
      'The report has Sales',
      '평균과 분산을 표로 보여 준다',
    ),
  ).toEqual([true, false, true, true, true, false]);
});
