import * as z from 'zod';
import { PlatformSettings } from './settings.ts';
import { UsageCounter } from './usage-counter.ts';

/** `GET /api/admin/settings`. */
export const AdminSettings = PlatformSettings;
/** `PUT /api/admin/settings`: replaces all of it. Without a model nobody could ask anything; the switch is there for that. */
export const AdminSettingsInput = PlatformSettings.strict().refine(({ models }) => models.some(({ enabled }) => enabled), {
  path: ['models'],
  message: 'at least one model must be enabled',
});
export type AdminSettingsInput = z.input<typeof AdminSettingsInput>;

/** `GET /api/admin/usage?day=`: one day by person, and the month in all. */
export const AdminUsage = z.object({
  day: z.string(),
  month: z.string(),
  month_usage: UsageCounter,
  month_limit_usd: z.number(),
  people: z.array(z.object({ uid: z.string(), email: z.string(), usage: UsageCounter })),
  /** The last days of the platform, newest first. */
  days: z.array(z.object({ day: z.string(), usage: UsageCounter })),
});
export type AdminUsage = z.infer<typeof AdminUsage>;
