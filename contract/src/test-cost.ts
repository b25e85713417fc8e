import type { Model } from './settings.ts';
import type { TestCost } from './agent-test.ts';

type Price = Pick<Model, 'input_usd' | 'output_usd'>;

/** In tokens: what an answer of an ordinary agent takes (the form of an agent counts with the same), and what judging it adds. */
const ANSWER = { input: 20_000, output: 1500 };
const JUDGING = { input: 4000, output: 300 };
/** What is set aside before the first request to the model is sent: all that it says, counted high, and the beginning of its answer. */
const FIRST = { input: 50_000, output: 4000 };

const usdOf = (price: Price, { input, output }: typeof ANSWER): number => (price.input_usd * input + price.output_usd * output) / 1e6;

/** What an attempt costs that nothing is known of. */
export const guessedUsd = (price: Price, isJudged: boolean): number => usdOf(price, ANSWER) + (isJudged ? usdOf(price, JUDGING) : 0);

/** The least that an attempt must be given: with less, its first request would not be sent. */
export const leastUsd = (price: Price): number => usdOf(price, FIRST);

/** How many times as much an answer costs at this price as at that one. */
export const timesAsDear = (price: Price, than: Price): number =>
  guessedUsd(price, false) / Math.max(guessedUsd(than, false), Number.EPSILON);

/** The price of the model that answers: of the one that is named while it is offered, else of the first. Null where none is offered. */
export const priceOf = (models: readonly Model[], model: string | null): Price | null => {
  const offered = models.filter(({ enabled }) => enabled);
  return offered.find(({ id }) => id === model) ?? offered[0] ?? null;
};

/** What a run will cost: each test so many times of what is saved, and as often of a draft that is so many times as dear; null without one. */
export const expectedUsd = (costs: readonly Pick<TestCost, 'usd'>[], times: number, draftTimesAsDear: number | null): number =>
  costs.reduce((sum, { usd }) => sum + usd, 0) * times * (1 + (draftTimesAsDear ?? 0));

/** How often more than it is expected to cost a run may cost, where its person says nothing else. */
const MARGIN = 1.5;

/**
 * What is offered as the budget of a run, in whole cents: half as much again as it is expected to cost, and room for as many attempts as work at a time, each of
 * which is given more than it will need.
 */
export const budgetFor = (expected: number, least: number): number =>
  Math.max(0.01, Math.ceil(Number(((expected * MARGIN + AT_ONCE * least) * 100).toFixed(6))) / 100);

/** So many attempts of a run work at a time. */
export const AT_ONCE = 3;
