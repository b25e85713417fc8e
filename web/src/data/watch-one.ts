import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** One document as it changes. `null`: there is none, or not yet; without a connection that is not known, and nothing is told. */
export async function watchOne<T>(path: string, parse: (data: unknown) => T, listening: Listening<T | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), path),
    // What is found absent once the connection is there again differs from what the cache said in its metadata only.
    { includeMetadataChanges: true },
    reading(listening, (snapshot: DocumentSnapshot) => {
      if (snapshot.exists()) return parse(snapshot.data());
      return snapshot.metadata.fromCache ? undefined : null;
    }),
    (error) => listening.onRefused(error.code),
  );
}
