import { paths, UserDocument } from '@oma/contract';
import { doc, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import type { Listening } from './listening.ts';

/** The person's own document as it changes: whether access is given, and whether it was taken. */
export async function watchUser(uid: string, listening: Listening<UserDocument>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.user(uid)),
    (snapshot) => {
      if (snapshot.exists()) listening.onValue(UserDocument.parse(snapshot.data()));
    },
    (error) => listening.onRefused(error.code),
  );
}
