import * as z from 'zod';
import { DocumentTime } from './time.ts';

/** One day of a person or of an agent, or one shard of a month of the platform. */
export const UsageCounter = z.object({
  turns: z.number().int().nonnegative().default(0),
  done: z.number().int().nonnegative().default(0),
  failed: z.number().int().nonnegative().default(0),
  stopped: z.number().int().nonnegative().default(0),
  input_tokens: z.number().int().nonnegative().default(0),
  output_tokens: z.number().int().nonnegative().default(0),
  cost_usd: z.number().nonnegative().default(0),
  reserved_usd: z.number().nonnegative().default(0),
});
export type UsageCounter = z.infer<typeof UsageCounter>;

/** Every field of a counter. */
export const USAGE_FIELDS = UsageCounter.keyof().options;

/** A document that every transaction writes would fail under load; a month of the platform is therefore spread over this many. */
export const PLATFORM_USAGE_SHARDS = 20;

/** `uid` and `day` are on the days of people and agents, so that one day of everybody can be read, and all of one person deleted. */
export const UsageDocument = UsageCounter.extend({
  updated_at: DocumentTime.optional(),
  uid: z.string().optional(),
  day: z.string().optional(),
});
export type UsageDocument = z.infer<typeof UsageDocument>;
