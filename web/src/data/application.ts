import { ApplicationDocument, paths } from '@oma/contract';
import { doc, getDoc } from 'firebase/firestore';
import { firestore } from './firestore.ts';

/** The person's own application; null where there is none. */
export async function readOwnApplication(uid: string): Promise<ApplicationDocument | null> {
  const snapshot = await getDoc(doc(await firestore(), paths.application(uid)));
  return snapshot.exists() ? ApplicationDocument.parse(snapshot.data()) : null;
}
