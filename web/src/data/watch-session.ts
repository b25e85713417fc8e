import { paths, SessionDocument } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** The session as it changes. `null`: there is none, or it is not this person's. */
export async function watchSession(id: string, listening: Listening<SessionDocument | null>): Promise<() => void> {
  const unsubscribe = onSnapshot(
    doc(await firestore(), paths.session(id)),
    reading(listening, (snapshot: DocumentSnapshot) => (snapshot.exists() ? SessionDocument.parse(snapshot.data()) : null)),
    (error) => listening.onRefused(error.code),
  );
  return unsubscribe;
}
