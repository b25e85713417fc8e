import type { DocumentReference, Query } from '@google-cloud/firestore';

const PAGE = 100;

/** Deletes what a query finds, each with those beside it that must not outlive it. Yields wherever it may be stopped; begun anew it goes on with what is left. */
export async function* deleteFound(found: Query, beside: (id: string) => readonly DocumentReference[] = () => []): AsyncGenerator<void> {
  const query = found.select().limit(PAGE);
  for (let page = await query.get(); !page.empty; page = await query.get()) {
    const batch = found.firestore.batch();
    for (const { ref } of page.docs) for (const reference of [...beside(ref.id), ref]) batch.delete(reference);
    await batch.commit();
    yield;
  }
}
