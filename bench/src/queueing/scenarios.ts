import { habitsOf, MORNING_SECONDS, PLATFORM } from './assumptions.ts';
import { FOUR_PLACES, type Limits, MANY_PLACES, TODAY, TWO_PLACES } from './limits.ts';
import { type Load, loadsOf, peakOf, perQuestion } from './load.ts';
import { simulate } from './simulate.ts';

/**
 * So many people under these limits. `mornings`: few people need many of them before chance says nothing any more. `isFree`: the limits hold nobody up, so that
 * it shows what is needed.
 */
export type Scenario = { people: number; title: string; limits: Limits; mornings: number; isFree?: boolean };

export const SCENARIOS: readonly Scenario[] = [
  { people: 100, title: 'today', limits: TODAY, mornings: 100, isFree: true },
  { people: 10_000, title: 'today', limits: TODAY, mornings: 3, isFree: true },
  { people: 10_000, title: '2 places', limits: TWO_PLACES, mornings: 3 },
  { people: 100_000, title: 'today', limits: TODAY, mornings: 1 },
  { people: 100_000, title: '4 places', limits: FOUR_PLACES, mornings: 1 },
  { people: 1_000_000, title: 'today', limits: TODAY, mornings: 1 },
  { people: 1_000_000, title: '25 places', limits: MANY_PLACES, mornings: 1, isFree: true },
];

/** What came of a scenario; the peaks are those of its worst morning. */
export type Result = {
  scenario: Scenario;
  asked: number;
  failed: number;
  waiting: number;
  /** Of the questions that a run was begun for, shortest first, in seconds. */
  waits: Float64Array;
  mostExecutions: number;
  peak: Load;
  /** What each question came to, all in all. */
  perQuestion: Load;
};

export function resultOf(scenario: Scenario): Result {
  const { people, limits, mornings } = scenario;
  const outcomes = Array.from({ length: mornings }, (_, morning) =>
    simulate({
      seed: 1 + morning,
      seconds: MORNING_SECONDS,
      habits: habitsOf(people),
      platform: PLATFORM,
      jobs: { executions: limits.executions, perMinute: limits.runJobPerMinute },
      launches: limits.launches,
    }),
  );
  const loads = outcomes.flatMap(loadsOf);
  const sum = (count: 'asked' | 'failed' | 'waiting'): number => outcomes.reduce((all, outcome) => all + outcome[count], 0);
  return {
    scenario,
    asked: sum('asked'),
    failed: sum('failed'),
    waiting: sum('waiting'),
    waits: Float64Array.from(outcomes.flatMap(({ waits }) => waits)).sort(),
    mostExecutions: Math.max(...outcomes.map(({ mostExecutions }) => mostExecutions)),
    peak: peakOf(loads),
    perQuestion: perQuestion(loads),
  };
}
