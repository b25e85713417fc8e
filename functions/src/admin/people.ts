import { Person, type PersonList, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { includesWords } from '../includes-words.ts';
import { readPage } from '../firestore/read-page.ts';

/** Everybody who has signed in, by address, with what they cost today. */
export async function listPeople(documents: Documents, given: { words: string; cursor: string | null; now: Date }): Promise<PersonList> {
  const last = given.cursor === null ? null : await documents.user(given.cursor).get();
  const page = await readPage(documents.users().orderBy('email'), last, ({ email, name }) => includesWords([email, name], given.words));
  const days = await Promise.all(page.shown.map(({ id }) => documents.personDay(id, given.now).get()));
  return {
    people: page.shown.map((document, index) =>
      Person.parse({ id: document.id, ...toWire(document.data()), spent_today_usd: days[index]?.data()?.cost_usd ?? 0 }),
    ),
    ...(page.next === null ? {} : { next: page.next }),
  };
}
