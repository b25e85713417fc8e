import type { SettingsReader } from '../platform/settings-reader.ts';
import type { MonthSpending } from './month-spending.ts';
import type { EffectPorts } from './effect.ts';

/** What the transitions need. Put together in compose.ts. */
export type RunDeps = EffectPorts & {
  settings: SettingsReader;
  month: MonthSpending;
  /** Where the runner finds the function `runs`. */
  runsUrl: string;
  model: { baseUrl: string; key: string };
  /** Answers where a session has no agent. */
  platformName: string;
};
