import { paths, SessionDocument } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** The session as it changes. `null`: there is none, or it is not this person's; without a connection that is not known, and nothing is told. */
export async function watchSession(id: string, listening: Listening<SessionDocument | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.session(id)),
    // What is found absent once the connection is there again differs from what the cache said in its metadata only.
    { includeMetadataChanges: true },
    reading(listening, (snapshot: DocumentSnapshot) => {
      if (snapshot.exists()) return SessionDocument.parse(snapshot.data());
      return snapshot.metadata.fromCache ? undefined : null;
    }),
    (error) => listening.onRefused(error.code),
  );
}
