import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TODAY } from './limits.ts';
import { reportOf, withTables } from './report.ts';

const document = readFileSync('docs/SCALE.md', 'utf8');

it('the tables of docs/SCALE.md are those of the simulation; `npm run bench:scale -- --write` puts them there', () => {
  expect(withTables(document, reportOf())).toBe(document);
});

it('a table without a place is no table', () => {
  expect(() => withTables(document, [{ name: 'weather', table: '' }])).toThrow('weather');
});

it('what holds open is bounded as it is deployed', () => {
  const [, concurrency] = /concurrency: (\d+)/.exec(readFileSync('functions/src/deployed/runs.ts', 'utf8')) ?? [];
  expect(Number(concurrency)).toBe(TODAY.runsConcurrency);
});
