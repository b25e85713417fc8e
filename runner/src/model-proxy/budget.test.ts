import { NO_USAGE, type Result } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { type Budget, type Grant, RequestFunds } from './budget.ts';

/** A budget that grants the first request and leaves every further one waiting until `answer`. */
function slowBudget() {
  const waiting: ((result: Result<Grant, string>) => void)[] = [];
  let asked = 0;
  const budget: Budget = {
    reserve: (usd) => {
      asked += 1;
      return asked === 1
        ? Promise.resolve({ ok: true, value: { request: 1, usd } })
        : new Promise((resolve) => {
            waiting.push(resolve);
          });
    },
    settle: () => undefined,
  };
  return { budget, answer: (result: Result<Grant, string>) => waiting.shift()?.(result), asked: () => asked };
}

describe('an answer that runs while more money is asked for', () => {
  it('runs ahead by one step at most, and is then broken off', async () => {
    const { budget, asked } = slowBudget();
    const refusals: string[] = [];
    const funds = new RequestFunds(budget, 0.04, (why) => refusals.push(why));
    expect(await funds.begin(0.1)).toBeNull();
    for (const usd of [0.05, 0.09, 0.1, 0.13]) funds.spend(usd);
    expect(asked()).toBe(2);
    expect(refusals).toEqual([]);
    funds.spend(0.141);
    expect(refusals).toEqual(['the budget could not be asked in time']);
  });

  it('goes on when the money comes', async () => {
    const { budget, answer } = slowBudget();
    const refusals: string[] = [];
    const funds = new RequestFunds(budget, 0.04, (why) => refusals.push(why));
    await funds.begin(0.1);
    funds.spend(0.13);
    answer({ ok: true, value: { request: 2, usd: 0.04 } });
    await Promise.resolve();
    funds.spend(0.139);
    expect(refusals).toEqual([]);
    funds.end(NO_USAGE);
  });
});
