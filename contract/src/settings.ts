import * as z from 'zod';
import { MAX_MODEL_ID } from './limits.ts';
import { nameText, text } from './text.ts';

/** The highest of each kind of number in the settings, itself included. */
export const SETTINGS_MAXIMA = {
  /** US dollars for a million tokens. */
  price_usd: 100_000,
  budget_usd: 1_000_000_000,
  linger_s: 86_400,
  turn_limit_min: 1440,
  ask_limit_min: 1440,
  idle_after_min: 525_600,
  close_after_days: 36_500,
  warm_per_person: 1000,
} as const;

const price = z.number().nonnegative().max(SETTINGS_MAXIMA.price_usd);
const budget = z.number().positive().max(SETTINGS_MAXIMA.budget_usd);
const linger = z.number().nonnegative().max(SETTINGS_MAXIMA.linger_s);

export const Model = z.object({
  id: nameText().min(1).max(MAX_MODEL_ID),
  name: nameText().min(1).max(100),
  /** US dollars for a million tokens. */
  input_usd: price,
  output_usd: price,
  enabled: z.boolean(),
});
export type Model = z.infer<typeof Model>;

/** How long the notice on everybody's pages may be, in UTF-16 units. */
export const MAX_NOTICE_LENGTH = 500;

/** `settings/platform`: the only place of models, prices and limits. Where the document is absent the platform accepts no messages. */
export const PlatformSettings = z.object({
  accepting_messages: z.boolean(),
  notice: text().max(MAX_NOTICE_LENGTH),
  models: z.array(Model).min(1).max(100),
  budgets: z.object({ turn_usd: budget, person_day_usd: budget, platform_month_usd: budget }),
  /** How long a run without a question waits for the next one: with no page open, and with a visible page of its session. */
  linger_s: z.object({ alone: linger, watched: linger }),
  turn_limit_min: z.number().positive().max(SETTINGS_MAXIMA.turn_limit_min),
  /** How long a question to the person waits for an answer. */
  ask_limit_min: z.number().positive().max(SETTINGS_MAXIMA.ask_limit_min),
  idle_after_min: z.number().positive().max(SETTINGS_MAXIMA.idle_after_min),
  close_after_days: z.number().positive().max(SETTINGS_MAXIMA.close_after_days),
  warm_max_per_person: z.number().int().nonnegative().max(SETTINGS_MAXIMA.warm_per_person),
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
  ask_limit_min: 10,
  idle_after_min: 30,
  close_after_days: 30,
  warm_max_per_person: 1,
};

/** The settings out of what `settings/platform` holds. Throws where a field is there and wrong. */
export const settingsOf = (stored: object = {}): PlatformSettings => PlatformSettings.parse(withDefaults(stored));

/**
 * What `settings/platform` holds, made whole. An operator who edits the document by hand may leave a field out, of a group as well: the default stands in for
 * it, so that one slip does not stop the platform.
 */
export function withDefaults(stored: object): object {
  const { budgets, linger_s }: { budgets?: unknown; linger_s?: unknown } = stored;
  return {
    ...DEFAULT_SETTINGS,
    ...stored,
    budgets: completed(DEFAULT_SETTINGS.budgets, budgets),
    linger_s: completed(DEFAULT_SETTINGS.linger_s, linger_s),
  };
}

function completed(defaults: object, stored: unknown): unknown {
  if (stored === undefined) return defaults;
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? { ...defaults, ...stored } : stored;
}
