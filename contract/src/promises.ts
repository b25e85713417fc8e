import type { FailureCode } from './failure.ts';

/** Fine where something is promised, coarse beyond. Every limit that is promised in milliseconds is an edge, so whether it is kept is exact. */
const DURATIONS_MS = [
  50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000,
  300_000,
] as const;

/** In thousandths: a shift of layout has no unit. */
const SHIFTS = [1, 5, 10, 25, 50, 75, 100, 150, 200, 250, 400, 700, 1000] as const;

/**
 * What is measured, each as a histogram: a promise is kept where at least `share` of all values do not exceed `limit`. Durations are in milliseconds, `cls` is
 * in thousandths.
 */
export const PROMISES = {
  /** From the question, or from when the one before it in its conversation had ended, to the first text of its answer. */
  first_text: { edges: DURATIONS_MS, limit: 2000, share: 0.95 },
  /** From the wish to stop until what worked on the question has ended. */
  stop: { edges: DURATIONS_MS, limit: 5000, share: 0.95 },
  /** From when a run was wanted until its environment reported. */
  start: { edges: DURATIONS_MS, limit: 10_000, share: 0.95 },
  /** The Core Web Vitals of those who let themselves be measured; limits and share are those that Google calls good. */
  lcp: { edges: DURATIONS_MS, limit: 2500, share: 0.75 },
  inp: { edges: DURATIONS_MS, limit: 200, share: 0.75 },
  cls: { edges: SHIFTS, limit: 100, share: 0.75 },
} as const;
export type PromiseName = keyof typeof PROMISES;
export const PROMISE_NAMES = ['first_text', 'stop', 'start', 'lcp', 'inp', 'cls'] as const satisfies readonly PromiseName[];

/** What is counted besides. `runs_lost`: of all runs that ended, those that gave no sign of life. `mail_retried`: attempts that are to be repeated. */
export const OPERATION_COUNTERS = [
  'done',
  'failed',
  'stopped',
  'runs_ended',
  'runs_lost',
  'mail_sent',
  'mail_retried',
  'mail_failed',
  'cost_microusd',
] as const;
export type OperationCounter = (typeof OPERATION_COUNTERS)[number];

/** The failures that are the platform's own, whatever was asked. */
export const PLATFORM_FAULTS: readonly FailureCode[] = ['launch_failed', 'run_lost', 'internal'];

/** What part of all is promised at least: letters that are delivered, answers without a fault of the platform. */
export const PROMISED_SHARES = { delivered: 0.985, faultless: 0.999 } as const;

/** A document that every transaction writes would fail under load, so each day has this many. */
export const OPERATION_SHARDS = 20;

/** How many days the operators' page shows, and after how many a day is deleted. */
export const OPERATION_DAYS = { shown: 14, kept: 30 } as const;
