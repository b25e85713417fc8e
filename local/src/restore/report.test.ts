import { expect, it } from 'vitest';
import { reportOf } from './report.ts';
import { type Tally, tallyDocuments } from './tally.ts';

async function* documents(...given: { path: string; data: unknown }[]) {
  for (const one of given) yield await Promise.resolve(one);
}
const warm = (uid: string, data: unknown) => ({ path: `warm_runs/${uid}`, data });

it('a table of what can be read, and the first few that cannot', async () => {
  const spoiled = Array.from({ length: 7 }, (_, index) => warm(`u${index}`, { run_ids: ['비밀'] }));
  const tallies = await tallyDocuments(documents(...spoiled, warm('good', { run_ids: [] }), { path: 'notes/n', data: {} }));
  expect(reportOf(tallies)).toEqual([
    'collection       documents   readable',
    'notes/{id}               1          0',
    'warm_runs/{uid}          8          1',
    'all                      9          1',
    '',
    'Not readable:',
    '  notes/n: no document of this project lies there',
    ...['u0', 'u1', 'u2', 'u3', 'u4'].map((uid) => `  warm_runs/${uid}: run_ids.0 (invalid_format)`),
    '  and 2 more of warm_runs/{uid}',
  ]);
});

it('where all can be read there is the table alone', () => {
  const tally: Tally = { place: 'users/{uid}', documents: 2, readable: 2, unreadable: [] };
  expect(reportOf([tally])).toEqual([
    'collection   documents   readable',
    'users/{uid}          2          2',
    'all                  2          2',
  ]);
});
