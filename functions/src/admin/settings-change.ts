import { type PlatformSettings, settingsReason } from '@oma/contract';

/** What differs between two versions of the settings, for the audit. Null where nothing does. */
export function settingsChange(before: PlatformSettings, after: PlatformSettings): string | null {
  const [from, to] = [flatten(before), flatten(after)];
  const places = [...new Set([...from.keys(), ...to.keys()])].filter((place) => from.get(place) !== to.get(place));
  const said = settingsReason(places.map((place) => ({ place, before: from.get(place) ?? '–', after: to.get(place) ?? '–' })));
  return said === '' ? null : said;
}

/** Every value by its place; a model's by the model's id. */
function flatten({ models, budgets, linger_s, ...rest }: PlatformSettings): Map<string, string> {
  const groups: (readonly [string, object])[] = [
    ['', rest],
    ['budgets.', budgets],
    ['linger_s.', linger_s],
    ...models.map(({ id, ...model }) => [`${id}.`, model] as const),
  ];
  return new Map(groups.flatMap(([group, values]) => Object.entries(values).map(([name, value]) => [`${group}${name}`, String(value)])));
}
