import type { DocumentSnapshot, Query, QueryDocumentSnapshot } from '@google-cloud/firestore';

/** How many of a list are answered at once. */
export const PAGE = 50;
/** How many documents one search looks at: Firestore has no search in text, and an admin's lists are short. */
const SEARCHED = 1000;

export type Page<T> = { shown: QueryDocumentSnapshot<T>[]; next: string | null };

/** A page of what `isWanted` keeps of a list, after `last`. `next` is the id to go on from; with a search, also where only the search has to go on. */
export async function readPage<T>(list: Query<T>, last: DocumentSnapshot<T> | null, isWanted: (data: T) => boolean): Promise<Page<T>> {
  const shown: QueryDocumentSnapshot<T>[] = [];
  let after: DocumentSnapshot<T> | null = last?.exists === true ? last : null;
  for (let looked = 0; looked < SEARCHED;) {
    const batch: QueryDocumentSnapshot<T>[] = (await (after === null ? list : list.startAfter(after)).limit(PAGE + 1).get()).docs;
    looked += batch.length;
    for (const document of batch.slice(0, PAGE)) {
      after = document;
      if (!isWanted(document.data())) continue;
      shown.push(document);
      if (shown.length === PAGE) return { shown, next: batch.length > PAGE || document !== batch.at(-1) ? document.id : null };
    }
    if (batch.length <= PAGE) return { shown, next: null };
  }
  return { shown, next: after?.id ?? null };
}
