import type { CollectionReference, Firestore } from '@google-cloud/firestore';

const AT_ONCE = 100;

/** A document as it is stored. */
export type StoredDocument = { path: string; data: unknown };

/** Every document of a database, also below documents that are not there themselves. */
export async function* readDocuments(firestore: Firestore): AsyncGenerator<StoredDocument> {
  for (const collection of await firestore.listCollections()) yield* readCollection(firestore, collection);
}

async function* readCollection(firestore: Firestore, collection: CollectionReference): AsyncGenerator<StoredDocument> {
  const references = await collection.listDocuments();
  for (let from = 0; from < references.length; from += AT_ONCE) {
    const some = references.slice(from, from + AT_ONCE);
    const [snapshots, below] = await Promise.all([
      firestore.getAll(...some),
      Promise.all(some.map((reference) => reference.listCollections())),
    ]);
    for (const snapshot of snapshots) if (snapshot.exists) yield { path: snapshot.ref.path, data: snapshot.data() };
    for (const one of below.flat()) yield* readCollection(firestore, one);
  }
}
