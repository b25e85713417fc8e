import { connectFirestoreEmulator, type Firestore, getFirestore } from 'firebase/firestore';
import { idToken } from './auth.ts';
import { emulatorPorts, firebaseApp } from './firebase.ts';

let made: Promise<Firestore> | null = null;

/** Firestore as the signed-in person; made at its first use. Waits until it is known who that is, for a listener without a person is refused. */
export const firestore = (): Promise<Firestore> =>
  (made ??= make().catch((error: unknown) => {
    made = null;
    throw error;
  }));

async function make(): Promise<Firestore> {
  const [app] = await Promise.all([firebaseApp(), idToken()]);
  const created = getFirestore(app);
  if (EMULATORS) connectFirestoreEmulator(created, '127.0.0.1', emulatorPorts().firestore);
  return created;
}
