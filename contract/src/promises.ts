import * as z from 'zod';
import { FailureCode } from './failure.ts';
import { RUN_LIMITS } from './limits.ts';
import { MeasuredPage } from './measurement.ts';
import { DocumentTime, WireTime } from './time.ts';

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
export const MEASURES = {
  /** From the question, or from when the one before it in its conversation had ended, to the first text of its answer. */
  first_text: { edges: DURATIONS_MS, limit: 2000, share: 0.95 },
  /** From the wish to stop until what worked on the question has ended. */
  stop: { edges: DURATIONS_MS, limit: RUN_LIMITS.stop, share: 0.95 },
  /** From when a run was wanted until its environment reported. */
  start: { edges: DURATIONS_MS, limit: 10_000, share: 0.95 },
  /** The Core Web Vitals of those who let themselves be measured; limits and share are those that Google calls good. */
  lcp: { edges: DURATIONS_MS, limit: 2500, share: 0.75 },
  inp: { edges: DURATIONS_MS, limit: 200, share: 0.75 },
  cls: { edges: SHIFTS, limit: 100, share: 0.75 },
} as const;
export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = ['first_text', 'stop', 'start', 'lcp', 'inp', 'cls'] as const satisfies readonly Measure[];

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

const count = z.number().int().default(0);
/** Counts by a name: of a bucket, a failure, a page. */
const counts = z.record(z.string(), z.number().int()).default({});

/** What happened within one hour, as far as one shard counted it. */
export const OperationHour = z.object({
  done: count,
  failed: count,
  stopped: count,
  runs_ended: count,
  runs_lost: count,
  mail_sent: count,
  mail_retried: count,
  mail_failed: count,
  cost_microusd: count,
  failures: counts,
  errors: counts,
  first_text: counts,
  stop: counts,
  start: counts,
  lcp: counts,
  inp: counts,
  cls: counts,
});
export type OperationHour = z.infer<typeof OperationHour>;

/** `operations/{day}_{shard}`: a day of Asia/Seoul by its hours (`00` to `23`), written by increments that read nothing. Nothing of a person is in it. */
export const OperationsDocument = z.object({
  day: z.string(),
  hours: z.record(z.string(), OperationHour).default({}),
  expire_at: DocumentTime,
});
export type OperationsDocument = z.infer<typeof OperationsDocument>;

const share = z.number().min(0).max(1).nullable();
const Estimated = z.object({ value: z.number(), from: z.number(), to: z.number().nullable() }).nullable();

/** What a histogram says. `within`: how much of it keeps the limit, exactly; the others are estimates within their bounds. */
export const Spread = z.object({ count: z.number().int(), p50: Estimated, p75: Estimated, p95: Estimated, within: share });
export type Spread = z.infer<typeof Spread>;

/** What happened in some time. A share is null where nothing happened that it could be of. */
export const OperationFigures = z.object({
  first_text: Spread,
  stop: Spread,
  start: Spread,
  lcp: Spread,
  inp: Spread,
  cls: Spread,
  done: z.number().int(),
  failed: z.number().int(),
  stopped: z.number().int(),
  /** done / (done + failed). */
  success: share,
  /** Of all answers that ended, those without a fault of the platform. */
  faultless: share,
  /** The most frequent first. */
  failures: z.array(z.object({ code: FailureCode, count: z.number().int() })),
  runs_ended: z.number().int(),
  runs_lost: z.number().int(),
  mail_sent: z.number().int(),
  mail_retried: z.number().int(),
  mail_failed: z.number().int(),
  /** mail_sent / (mail_sent + mail_failed). */
  delivered: share,
  cost_usd: z.number(),
  /** Faults in the pages of those who let themselves be measured, the most frequent first. */
  errors: z.array(z.object({ page: MeasuredPage, count: z.number().int() })),
});
export type OperationFigures = z.infer<typeof OperationFigures>;

/** `GET /api/admin/operations`. `last_day`: the last 24 hours, the one that is under way included. */
export const Operations = z.object({
  at: WireTime,
  /** Questions that no run has begun yet. */
  waiting: z.number().int(),
  /** Since when the oldest of them waits. */
  waiting_since: WireTime.nullable(),
  live_runs: z.number().int(),
  last_day: OperationFigures,
  /** The last 14 days of Asia/Seoul, today first. */
  days: z.array(z.object({ day: z.string(), figures: OperationFigures })),
});
export type Operations = z.infer<typeof Operations>;
