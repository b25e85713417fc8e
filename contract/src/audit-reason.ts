import type { RecountAnswer } from './stats.ts';

/** A value of the settings that an admin changed; `place` as in `PlatformSettings`, that of a model behind the model's id: `budgets.turn_usd`. */
export type SettingChange = { place: string; before: string; after: string };

/** What stands in `reason` of an audit entry on settings. */
export const settingsReason = (changes: readonly SettingChange[]): string =>
  changes.map(({ place, before, after }) => `${place}: ${before} → ${after}`).join('; ');

/** The changes out of such a reason; what was cut off at its end is not among them. */
export const settingChangesIn = (reason: string): SettingChange[] =>
  reason.split(/; (?=[\w.-]+: )/).flatMap((part) => {
    const [, place, before, after] = /^([\w.-]+): (.*?) → (.*)$/s.exec(part) ?? [];
    return place === undefined || before === undefined || after === undefined ? [] : [{ place, before, after }];
  });

type Recounted = Pick<RecountAnswer, 'people' | 'corrected' | 'busy'>;

/** What stands in `reason` of an audit entry on statistics that were counted anew. */
export const recountReason = ({ people, corrected, busy }: Recounted): string =>
  `people: ${people}; corrected: ${corrected}; busy: ${busy}`;

/** The numbers out of such a reason; null where it is none. */
export function recountIn(reason: string): Recounted | null {
  const [, people, corrected, busy] = /^people: (\d+); corrected: (\d+); busy: (\d+)$/.exec(reason) ?? [];
  return people === undefined ? null : { people: Number(people), corrected: Number(corrected), busy: Number(busy) };
}
