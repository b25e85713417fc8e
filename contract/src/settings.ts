import * as z from 'zod';

export const Model = z.object({
  id: z.string(),
  name: z.string(),
  /** US dollars for a million tokens. */
  input_usd: z.number().nonnegative(),
  output_usd: z.number().nonnegative(),
  enabled: z.boolean(),
});
export type Model = z.infer<typeof Model>;

/** How long the notice on everybody's pages may be, in UTF-16 units. */
export const MAX_NOTICE_LENGTH = 500;

/** `settings/platform`: the only place of models, prices and limits. Where the document is absent the platform accepts no messages. */
export const PlatformSettings = z.object({
  accepting_messages: z.boolean(),
  notice: z.string().max(MAX_NOTICE_LENGTH),
  models: z.array(Model).min(1),
  budgets: z.object({ turn_usd: z.number().positive(), person_day_usd: z.number().positive(), platform_month_usd: z.number().positive() }),
  /** How long a run without a question waits for the next one: with no page open, and with a visible page of its session. */
  linger_s: z.object({ alone: z.number().nonnegative(), watched: z.number().nonnegative() }),
  turn_limit_min: z.number().positive(),
  idle_after_min: z.number().positive(),
  close_after_days: z.number().positive(),
  warm_max_per_person: z.number().int().nonnegative(),
});
export type PlatformSettings = z.infer<typeof PlatformSettings>;

/** Written wherever `settings/platform` is missing a field. Prices: the provider's list, US dollars per million tokens. */
export const DEFAULT_SETTINGS: PlatformSettings = {
  accepting_messages: true,
  notice: '',
  models: [
    { id: 'claude-sonnet-5-5', name: 'Claude Sonnet 5.5', input_usd: 2, output_usd: 10, enabled: true },
    { id: 'claude-opus-5-5', name: 'Claude Opus 5.5', input_usd: 4, output_usd: 20, enabled: true },
    { id: 'claude-haiku-5-5', name: 'Claude Haiku 5.5', input_usd: 0.8, output_usd: 4, enabled: true },
  ],
  budgets: { turn_usd: 2, person_day_usd: 5, platform_month_usd: 500 },
  linger_s: { alone: 20, watched: 120 },
  turn_limit_min: 30,
  idle_after_min: 30,
  close_after_days: 30,
  warm_max_per_person: 1,
};

/**
 * The settings out of what `settings/platform` holds. An operator who edits the document by hand may leave a field out: the default stands in for it, so that
 * one slip does not stop the platform. Throws where a field is there and wrong.
 */
export const settingsOf = (stored: object | undefined): PlatformSettings => PlatformSettings.parse({ ...DEFAULT_SETTINGS, ...stored });
