import type { Model } from '@oma/contract';

/** What an answer that reads a few files and uses a few tools takes; prices are compared by it. */
export const TYPICAL_REPLY = { input_tokens: 20_000, output_tokens: 1500 } as const;

const MILLION = 1_000_000;

/** US dollars of a typical reply of this model. */
export const typicalCostUsd = ({ input_usd, output_usd }: Model): number =>
  (TYPICAL_REPLY.input_tokens * input_usd + TYPICAL_REPLY.output_tokens * output_usd) / MILLION;
