import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const File = z.object({
  indexes: z.array(
    z.object({
      collectionGroup: z.string(),
      queryScope: z.enum(['COLLECTION', 'COLLECTION_GROUP']),
      fields: z.array(z.object({ fieldPath: z.string(), order: z.enum(['ASCENDING', 'DESCENDING']) })),
    }),
  ),
  fieldOverrides: z.array(
    z.object({ collectionGroup: z.string(), fieldPath: z.string(), ttl: z.boolean().optional(), indexes: z.array(z.never()) }),
  ),
});
const { indexes, fieldOverrides } = File.parse(JSON.parse(readFileSync('firestore.indexes.json', 'utf8')));

/** What a query begins with, just before its first filter, and the index's scope and collection it means: a method of `Documents`, or a variable named for one. */
const BEGINNINGS: readonly [RegExp, string][] = [
  [/collectionGroup\('messages'\)\s*$/, 'COLLECTION_GROUP messages'],
  [/collection\(paths\.messages\([^)]*\)\)[^;]*$/, 'COLLECTION messages'],
  [/\bapplications(?:\(\))?\s*$/, 'COLLECTION beta_applications'],
  [/\bmails(?:\(\))?\s*$/, 'COLLECTION mail'],
  [/\baudits\(\)\s*$/, 'COLLECTION audit'],
  [/\bpeopleDays\(\)\s*$/, 'COLLECTION days'],
  [/\bagents\(\)\s*$/, 'COLLECTION agents'],
  [/\bsessions\(\)\s*$/, 'COLLECTION sessions'],
  [/\bruns\(\)\s*$/, 'COLLECTION runs'],
  [/\buploads\(\)\s*$/, 'COLLECTION uploads'],
  [/\breferenceFiles\(\)\s*$/, 'COLLECTION agent_files'],
  [/\busers\(\)\s*$/, 'COLLECTION users'],
];

/** Every query of more than one field in the code, as its index has to be: scope and collection, then filters and orders with their direction. */
function neededIndexes(source: string): string[] {
  const chains = [...source.matchAll(/(?:\s*\.(?:where|orderBy)\((?:[^()]|\([^()]*\))*\))+/g)];
  return chains.flatMap((chain) => {
    const calls = [...chain[0].matchAll(/\.(where|orderBy)\('([a-z_.]+)'(?:, '([^']+)')?/g)];
    const fields = new Map<string, string>();
    for (const [, call, field = '', argument] of calls) {
      if (field === '__name__') continue;
      if (call === 'orderBy') fields.set(field, argument === 'desc' ? 'DESCENDING' : 'ASCENDING');
      else if (!fields.has(field)) fields.set(field, 'ASCENDING');
    }
    if (fields.size < 2) return [];
    const before = source.slice(0, chain.index);
    const found = BEGINNINGS.find(([pattern]) => pattern.test(before))?.[1];
    return [`${found ?? `UNKNOWN after …${before.slice(-60)}`}: ${[...fields].map(([field, order]) => `${field} ${order}`).join(', ')}`];
  });
}

/** Every sum and average, as its index has to be: the filters of its query, which is a variable, then the fields that are named. What cannot be read has none. */
function neededByAggregates(source: string): string[] {
  return [...source.matchAll(/(\w+)?\s*\.aggregate\(([^]*?)(?:\.get\(\)|$)|getAggregateFromServer/g)].map(
    ({ 0: call, 1: query, 2: inside = '', index }) => {
      const variables = [...source.slice(0, index).matchAll(/\bconst (\w+) = ([^;]*)/g)];
      const made = variables.findLast(([, name]) => name === query)?.[2] ?? '';
      const collection = BEGINNINGS.find(([pattern]) => pattern.test(made.replace(/\.where[^]*/, '')))?.[1];
      const filters = [...made.matchAll(/\.where\('([a-z_.]+)'/g)].map(([, field = '']) => field);
      const sums = [...inside.matchAll(/AggregateField\.\w+\((?:'([a-z_.]+)'|[^]*?)\)/g)].map(([, field]) => field);
      if (collection === undefined || filters.length === 0 || sums.length === 0 || sums.includes(undefined)) return `UNKNOWN: ${call}`;
      return `${collection}: ${[...filters, ...sums].map((field) => `${field ?? ''} ASCENDING`).join(', ')}`;
    },
  );
}

/** What a page's query is about: the collection's path, as the pages write it. */
const PAGE_COLLECTIONS: readonly [RegExp, string][] = [
  [/paths\.sessions\b/, 'COLLECTION sessions'],
  [/paths\.messages\(/, 'COLLECTION messages'],
  [/paths\.chunks\(/, 'COLLECTION chunks'],
];

/** The same for the queries of the pages. One that only compares for equality is answered from the indexes of its single fields. */
function neededByPages(source: string): string[] {
  return [...source.matchAll(/\bquery\(((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)/g)].flatMap(([, inside = '']) => {
    const wheres = [...inside.matchAll(/\bwhere\('([a-z_.]+)', '([^']+)'/g)].map(([, field = '', operator]) => ({ field, operator }));
    const orders = [...inside.matchAll(/\borderBy\('([a-z_.]+)'(?:, '(asc|desc)')?/g)].map(([, field = '', order]) => ({ field, order }));
    const fields = new Map<string, string>();
    for (const { field } of wheres) fields.set(field, 'ASCENDING');
    for (const { field, order } of orders) fields.set(field, order === 'desc' ? 'DESCENDING' : 'ASCENDING');
    if (fields.size < 2 || (orders.length === 0 && wheres.every(({ operator }) => operator === '=='))) return [];
    const found = PAGE_COLLECTIONS.find(([pattern]) => pattern.test(inside))?.[1];
    return [`${found ?? `UNKNOWN in ${inside.slice(0, 80)}`}: ${[...fields].map(([field, order]) => `${field} ${order}`).join(', ')}`];
  });
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

describe('firestore.indexes.json', () => {
  const known = new Set(
    indexes.map(
      ({ queryScope, collectionGroup, fields }) =>
        `${queryScope} ${collectionGroup}: ${fields.map(({ fieldPath, order }) => `${fieldPath} ${order}`).join(', ')}`,
    ),
  );

  it('has an index for every query of more than one field: the emulator answers without, production refuses', () => {
    const needed = [...new Set(sources('functions/src').flatMap(neededIndexes))];
    expect(needed.length).toBeGreaterThanOrEqual(5);
    expect(needed.filter((index) => !known.has(index))).toEqual([]);
  });

  it('has an index for every query of more than one field that a page makes', () => {
    const needed = [...new Set(sources('web/src/data').flatMap(neededByPages))];
    expect(needed).toContain('COLLECTION sessions: user_id ASCENDING, kind ASCENDING, deleted_at ASCENDING, last_activity DESCENDING');
    expect(needed.filter((index) => !known.has(index))).toEqual([]);
  });

  it('has an index for every sum: of its filters and all that is added up, which the emulator does not ask for either', () => {
    const needed = [...sources('functions/src'), ...sources('web/src')].flatMap(neededByAggregates);
    expect(needed).toContain('COLLECTION agent_files: user_id ASCENDING, size ASCENDING');
    expect(needed.filter((index) => !known.has(index))).toEqual([]);
  });

  it.each([
    'const all = documents.users();\nall.aggregate({ n: AggregateField.sum(field) }).get()',
    'const all = documents.users().where(field);\nall.aggregate(SUMS)',
    'getAggregateFromServer(all, { n: sum(field) })',
  ])('counts a sum as without an index that nobody can read: %s', (source) => {
    expect(neededByAggregates(source)).toEqual([expect.stringMatching(/^UNKNOWN/)]);
  });

  it('lets chunks, letters, decision links and the days of the operators’ page expire', () => {
    for (const [collectionGroup, fieldPath] of [
      ['chunks', 'expire_at'],
      ['mail', 'expire_at'],
      ['decision_links', 'expires_at'],
      ['operations', 'expire_at'],
    ])
      expect(fieldOverrides).toContainEqual({ collectionGroup, fieldPath, ttl: true, indexes: [] });
  });

  it('keeps out of the indexes what nobody looks for: what only grows in one bears 500 writes a second', () => {
    for (const collectionGroup of ['presence', 'person_presence'])
      expect(fieldOverrides).toContainEqual({ collectionGroup, fieldPath: 'visible_until', indexes: [] });
    const exempt = fieldOverrides.filter(({ ttl }) => ttl !== true).map(({ fieldPath }) => fieldPath);
    const asked = [...sources('functions/src'), ...sources('web/src')].flatMap((source) =>
      [...source.matchAll(/\b(?:where|orderBy)\('([a-z_.]+)'/g)].map(([, field]) => field),
    );
    expect(asked).toContain('lease_until');
    expect(asked.filter((field) => exempt.includes(field ?? ''))).toEqual([]);
  });
});
