import { paths, type PlatformSettings, settingsOf } from '@oma/contract';
import { doc, getDoc } from 'firebase/firestore';
import { firestore } from './firestore.ts';

/** The platform's models and limits; null where it was not set up. Throws where they cannot be read. */
export async function readSettings(): Promise<PlatformSettings | null> {
  const snapshot = await getDoc(doc(await firestore(), paths.settings));
  return snapshot.exists() ? settingsOf(snapshot.data()) : null;
}
