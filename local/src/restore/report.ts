import type { Tally } from './tally.ts';

const HEADINGS = ['collection', 'documents', 'readable'] as const;

/** The table of what an export held, and under it the first few documents of each kind that cannot be read, with the fields that keep them from it. */
export function reportOf(tallies: readonly Tally[]): string[] {
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + count(tally), 0);
  const rows = [
    ...tallies.map(({ place, documents, readable }) => [place, documents, readable] as const),
    ['all', sum(({ documents }) => documents), sum(({ readable }) => readable)] as const,
  ];
  const width = Math.max(HEADINGS[0].length, ...rows.map(([place]) => place.length));
  const line = ([place, documents, readable]: readonly [string, number | string, number | string]): string =>
    `${place.padEnd(width)}  ${String(documents).padStart(9)}  ${String(readable).padStart(9)}`;
  const spoiled = tallies.filter(({ documents, readable }) => readable < documents);
  return [
    line(HEADINGS),
    ...rows.map(line),
    ...(spoiled.length === 0 ? [] : ['', 'Not readable:']),
    ...spoiled.flatMap(({ place, documents, readable, unreadable }) => {
      const more = documents - readable - unreadable.length;
      return [...unreadable.map(({ path, reason }) => `  ${path}: ${reason}`), ...(more === 0 ? [] : [`  and ${more} more of ${place}`])];
    }),
  ];
}
