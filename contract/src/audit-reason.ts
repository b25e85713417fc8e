import type { RecountAnswer } from './stats.ts';

/** A value of the settings that an admin changed; `place` as in `PlatformSettings`, that of a model behind the model's id: `budgets.turn_usd`. */
export type SettingChange = { place: string; before: string; after: string };

/** So many changes an entry tells; of those behind them it tells how many there are. */
export const MOST_CHANGES_TOLD = 50;

/** What stands in `reason` of an audit entry on settings. What parts the changes is written as in an address where it stands in a value. */
export function settingsReason(changes: readonly SettingChange[]): string {
  const told = changes.slice(0, MOST_CHANGES_TOLD).map(({ place, before, after }) => {
    const [at, from, to] = [place, before, after].map((one) => one.replace(/[%;:→]/g, encodeURIComponent));
    return `${at}: ${from} → ${to}`;
  });
  const more = changes.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** The changes out of such a reason, and how many more there were. */
export function settingChangesIn(reason: string): { changes: SettingChange[]; more: number } {
  const [, told = '', more = '0'] = /^(.*?)(?:; and (\d+) more)?$/s.exec(reason) ?? [];
  // In entries of earlier versions nothing is escaped: only where a whole change follows does one begin.
  const changes = told.split(/; (?=[^;:→]+: [^;→]* → )/).flatMap((part) => {
    const [, ...values] = /^([^;:→]+): ([^→]*) → (.*)$/s.exec(part) ?? [];
    const [place, before, after] = values.map((one) => one.replace(/%(?:25|3B|3A|E2%86%92)/g, decodeURIComponent));
    return place === undefined || before === undefined || after === undefined ? [] : [{ place, before, after }];
  });
  return { changes, more: Number(more) };
}

type Recounted = Pick<RecountAnswer, 'people' | 'corrected' | 'busy'>;

/** What stands in `reason` of an audit entry on statistics that were counted anew. */
export const recountReason = ({ people, corrected, busy }: Recounted): string =>
  `people: ${people}; corrected: ${corrected}; busy: ${busy}`;

/** The numbers out of such a reason; null where it is none. */
export function recountIn(reason: string): Recounted | null {
  const [, people, corrected, busy] = /^people: (\d+); corrected: (\d+); busy: (\d+)$/.exec(reason) ?? [];
  return people === undefined ? null : { people: Number(people), corrected: Number(corrected), busy: Number(busy) };
}
