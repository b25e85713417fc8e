import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from './settings.ts';
import { budgetFor, expectedUsd, guessedUsd, leastUsd, priceOf, timesAsDear } from './test-cost.ts';

const CHEAP = { input_usd: 1, output_usd: 5 };
const DEAR = { input_usd: 5, output_usd: 25 };

describe('what tests cost', () => {
  it('is each test so often, and a draft by how dear its model is', () => {
    const costs = [{ usd: 0.1 }, { usd: 0.02 }];
    expect(expectedUsd(costs, 3, null)).toBeCloseTo(0.36);
    expect(timesAsDear(DEAR, CHEAP)).toBeCloseTo(5);
    expect(expectedUsd(costs, 1, timesAsDear(DEAR, CHEAP))).toBeCloseTo(0.72);
  });

  it('is guessed by the price, with judging on top, and an attempt is given more than that', () => {
    expect(guessedUsd(CHEAP, false)).toBeCloseTo(0.0275);
    expect(guessedUsd(CHEAP, true)).toBeGreaterThan(guessedUsd(CHEAP, false));
    expect(leastUsd(CHEAP)).toBeGreaterThan(guessedUsd(CHEAP, true));
  });

  it.each([
    [0, 0, 0.01],
    [0.02, 0, 0.03],
    [0.123, 0, 0.19],
    [0.1, 0.07, 0.36],
    [12, 0, 18],
  ])('of $%d expected and $%d at the least the budget is $%d', (expected, least, budget) =>
    expect(budgetFor(expected, least)).toBe(budget),
  );

  it('goes by the model that answers', () => {
    const { models } = DEFAULT_SETTINGS;
    expect(priceOf(models, models[1]?.id ?? '')).toBe(models[1]);
    expect(priceOf(models, null)).toBe(models.find(({ enabled }) => enabled));
    expect(priceOf(models, 'gone')).toBe(models.find(({ enabled }) => enabled));
    expect(priceOf([], null)).toBeNull();
  });
});
