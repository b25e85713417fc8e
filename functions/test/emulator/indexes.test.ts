import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const File = z.object({
  indexes: z.array(z.object({ collectionGroup: z.string(), queryScope: z.string(), fields: z.array(z.object({ fieldPath: z.string() })) })),
  fieldOverrides: z.array(z.object({ collectionGroup: z.string(), fieldPath: z.string(), ttl: z.boolean().optional() })),
});
const { indexes, fieldOverrides } = File.parse(JSON.parse(readFileSync('firestore.indexes.json', 'utf8')));

/** Fields of a query in the code: those it filters by, then those it orders by, each once; the document's name needs no index of its own. */
function shapes(source: string): string[] {
  const chains = source.match(/(?:\.(?:where|orderBy)\((?:[^()]|\([^()]*\))*\)\s*)+/g) ?? [];
  return chains
    .map((chain) =>
      [...chain.matchAll(/\.(?:where|orderBy)\('([a-z_]+)'/g)].map(([, field]) => field ?? '').filter((field) => field !== '__name__'),
    )
    .map((fields) => [...new Set(fields)].join(','))
    .filter((fields) => fields.includes(','));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

describe('firestore.indexes.json', () => {
  const known = new Set(indexes.map(({ fields }) => fields.map(({ fieldPath }) => fieldPath).join(',')));

  it('has an index for every query of more than one field: the emulator answers without, production refuses', () => {
    const asked = [...new Set(sources('functions/src').flatMap(shapes))];
    expect(asked.length).toBeGreaterThanOrEqual(4);
    for (const fields of asked) expect(known).toContain(fields);
  });

  it('lets chunks expire', () => {
    expect(fieldOverrides).toContainEqual({ collectionGroup: 'chunks', fieldPath: 'expire_at', ttl: true });
  });
});
