import { MEASURED_PAGES } from '@oma/contract';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAGES } from '../../pages.mjs';
import { pageAt } from './measured-page.ts';

it('every page has a name under which it is measured', () => {
  expect(MEASURED_PAGES.toSorted()).toEqual(Object.keys(PAGES).toSorted());
});

it('every address that is served is the page that it leads to', () => {
  const { rewrites } = (
    JSON.parse(readFileSync('firebase.json', 'utf8')) as { hosting: { rewrites: { source: string; destination?: string }[] } }
  ).hosting;
  const served = rewrites.filter(({ destination }) => destination !== undefined);
  expect(served.length).toBeGreaterThan(8);
  for (const { source, destination } of served) expect(`/${pageAt(source.replace(/\*+$/, 'Ab3-x'))}.html`, source).toBe(destination);
});

it.each([
  ['/', 'main'],
  ['/agents', 'agents'],
  ['/agents/', 'agents'],
  ['/agents/new', 'agent'],
  ['/workspace/11111111-1111-4111-8111-111111111111', 'workspace'],
  ['/kim/secret', 'not-found'],
  ['/agent', 'not-found'],
])('%s is %s', (pathname, page) => {
  expect(pageAt(pathname)).toBe(page);
});
