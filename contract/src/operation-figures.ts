import * as z from 'zod';
import { FailureCode } from './failure.ts';
import { MeasuredPage } from './measured-page.ts';
import { WireTime } from './time.ts';

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
