import * as z from 'zod';
import { DocumentId } from './ids.ts';

/** How many days the dashboard's trend shows. */
export const STATS_DAYS = 14;

const ends = { done: z.number().int().default(0), failed: z.number().int().default(0), stopped: z.number().int().default(0) };

/** What ended runs come to. `days` is by budget day. */
const Ends = z.object({
  ...ends,
  /** When the last run ended, in milliseconds since 1970: a number, so that the later of two ends stays whichever is written last. 0: none. */
  last_run_ms: z.number().int().default(0),
  days: z.record(z.string(), z.object(ends)).default({}),
});
export type Ends = z.infer<typeof Ends>;

export const NO_ENDS: Ends = Ends.parse({});

/**
 * `stats/{uid}`: what the dashboard shows of a person, read by functions only. Kept with each change in the same transaction, by increments that read nothing.
 * A run is one ended question of a `work` session, also of a session without an agent and of an agent that is gone. `days` is by budget day; those older than
 * the dashboard shows may be missing. `purged` is the part of it that nothing else tells any more: of conversations that were deleted for good.
 */
export const StatsDocument = z.object({
  agents: z.number().int().default(0),
  active_agents: z.number().int().default(0),
  ...Ends.shape,
  purged: Ends.default(NO_ENDS),
});
export type StatsDocument = z.infer<typeof StatsDocument>;

export const NO_STATS: StatsDocument = StatsDocument.parse({});

/** `GET /api/dashboard/stats`. A run is one ended question of a `work` session: test runs do not count, stopped and failed questions do. */
export const Stats = z.object({
  totalAgents: z.number().int().nonnegative(),
  activeAgents: z.number().int().nonnegative(),
  totalRuns: z.number().int().nonnegative(),
  /** round(100 · done / (done + failed)); null where there is neither. A stopped run is neither. */
  successRate: z.number().int().min(0).max(100).nullable(),
  /** When the last run ended; null where there is none. */
  lastActivity: z.iso.datetime().nullable(),
  /** The last 14 budget days (Asia/Seoul), oldest first, today last. */
  days: z
    .array(
      z.object({
        day: z.iso.date(),
        done: z.number().int().nonnegative(),
        failed: z.number().int().nonnegative(),
        stopped: z.number().int().nonnegative(),
      }),
    )
    .length(STATS_DAYS),
});
export type Stats = z.infer<typeof Stats>;

/** `POST /api/admin/stats/recount`: of one person, or of everybody, a part at a time. `cursor`: the `next` of the part before. */
export const RecountInput = z
  .strictObject({ uid: DocumentId.optional(), cursor: DocumentId.optional() })
  .refine((input) => input.uid === undefined || input.cursor === undefined, { path: ['cursor'], message: 'does not go with uid' });
export type RecountInput = z.input<typeof RecountInput>;

/** `people`: whose statistics were counted anew. `corrected`: where they had been wrong. `busy`: where something changed each time; ask again for those. */
export const RecountAnswer = z.object({
  people: z.number().int(),
  corrected: z.number().int(),
  busy: z.number().int(),
  next: z.string().optional(),
});
export type RecountAnswer = z.infer<typeof RecountAnswer>;
