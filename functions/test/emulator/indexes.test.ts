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
  fieldOverrides: z.array(z.object({ collectionGroup: z.string(), fieldPath: z.string(), ttl: z.boolean().optional() })),
});
const { indexes, fieldOverrides } = File.parse(JSON.parse(readFileSync('firestore.indexes.json', 'utf8')));

/** Which collection each method of `Documents`, or a call of its own, begins a query on. */
const COLLECTIONS: readonly [RegExp, string][] = [
  [/collectionGroup\('(\w+)'\)\s*$/, 'COLLECTION_GROUP $1'],
  [/collection\(paths\.messages\([^)]*\)\)[^;]*$/, 'COLLECTION messages'],
  [/\.(agents|sessions|runs|users|applications|mails|audits)\(\)\s*$/, 'COLLECTION $1'],
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
    const found = COLLECTIONS.map(([pattern, name]) =>
      pattern.test(before) ? before.match(pattern)![0].replace(pattern, name) : null,
    ).find((name) => name !== null);
    return [`${found ?? `UNKNOWN after …${before.slice(-60)}`}: ${[...fields].map(([field, order]) => `${field} ${order}`).join(', ')}`];
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

  it('lets chunks expire', () => {
    expect(fieldOverrides).toContainEqual({ collectionGroup: 'chunks', fieldPath: 'expire_at', ttl: true });
  });
});
