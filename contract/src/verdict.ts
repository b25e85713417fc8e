import * as z from 'zod';

/** What serves the tool by which a model gives its verdicts, and the tool. */
export const VERDICT_TOOL = 'give_verdicts';

/** How long a reason may be, in UTF-16 units. */
export const MAX_REASON = 300;

/** What a model judged of an answer, for each of the traits in words, in their order. */
export const Verdict = z.object({ ok: z.boolean(), reason: z.string() });
export type Verdict = z.infer<typeof Verdict>;

/** All verdicts on one answer, and what judging took: both count to the turn. Null in place of `given`: nothing could be judged. */
export const Verdicts = z.object({
  given: z.array(Verdict).nullable(),
  cost_usd: z.number().nonnegative(),
  took_ms: z.number().nonnegative(),
});
export type Verdicts = z.infer<typeof Verdicts>;
