import { type Me, paths, toWire, UserDocument } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** What of a person's profile is known at once when it changes. */
export type Access = Pick<Me, 'beta_approved' | 'beta_status' | 'beta_applied_at' | 'admin'>;

/** The person's own access as it changes: whether it is given, and whether it was taken. `null`: the account was deleted. */
export async function watchAccess(uid: string, listening: Listening<Access | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.user(uid)),
    reading(listening, (snapshot: DocumentSnapshot) => {
      // A document that is not in the cache may still be there.
      if (!snapshot.exists()) return snapshot.metadata.fromCache ? undefined : null;
      const { beta_approved, beta_status, beta_applied_at, admin } = UserDocument.parse(snapshot.data());
      return toWire({ beta_approved, beta_status, beta_applied_at, admin });
    }),
    (error) => listening.onRefused(error.code),
  );
}
