import { documentKind } from '@oma/contract';
import type { StoredDocument } from './read-documents.ts';

/** A document that does not satisfy its schema, and which of its fields do not; never what they hold. */
export type Unreadable = { path: string; reason: string };

/** What was found of one kind of document. `unreadable` names the first few of those that are. */
export type Tally = { place: string; documents: number; readable: number; unreadable: Unreadable[] };

const NAMED = 5;

/** Counts documents by kind, and how many of each can be read as the code reads them; by place. */
export async function tallyDocuments(documents: AsyncIterable<StoredDocument>): Promise<Tally[]> {
  const tallies = new Map<string, Tally>();
  for await (const { path, data } of documents) {
    const kind = documentKind(path);
    const place = kind?.place ?? placeOf(path);
    const tally = tallies.get(place) ?? { place, documents: 0, readable: 0, unreadable: [] };
    tallies.set(place, tally);
    const parsed = kind?.schema.safeParse(data);
    tally.documents += 1;
    if (parsed?.success === true) {
      tally.readable += 1;
      continue;
    }
    const reason = parsed?.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`).join(', ');
    if (tally.unreadable.length < NAMED) tally.unreadable.push({ path, reason: reason ?? 'no document of this project lies there' });
  }
  return [...tallies.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

const placeOf = (path: string): string =>
  path
    .split('/')
    .map((segment, index) => (index % 2 === 0 ? segment : '{id}'))
    .join('/');
