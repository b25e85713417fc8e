import { paths, SessionDocument } from '@oma/contract';
import { doc, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import type { Listening } from './listening.ts';

/** The session as it changes. `null`: there is none, or it is not this person's; without a connection that is not known, and nothing is told. */
export async function watchSession(id: string, listening: Listening<SessionDocument | null>): Promise<() => void> {
  const unsubscribe = onSnapshot(
    doc(await firestore(), paths.session(id)),
    // What is found absent once the connection is there again differs from what the cache said in its metadata only.
    { includeMetadataChanges: true },
    (snapshot) => {
      if (snapshot.exists()) listening.onValue(SessionDocument.parse(snapshot.data()));
      else if (!snapshot.metadata.fromCache) listening.onValue(null);
    },
    (error) => listening.onRefused(error.code),
  );
  return unsubscribe;
}
