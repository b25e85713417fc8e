import * as z from 'zod';
import { DocumentTime } from './time.ts';

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
