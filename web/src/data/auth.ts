import {
  type Auth,
  browserLocalPersistence,
  browserPopupRedirectResolver,
  connectAuthEmulator,
  GoogleAuthProvider,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  signInWithCredential,
  signInWithPopup,
  signOut as leave,
} from 'firebase/auth';
import { emulatorPorts, firebaseApp } from './firebase.ts';
import { noteSignedIn } from './signed-in-hint.ts';

/** Who is signed in. `undefined` before that is known, `null` for nobody. */
export type SignedIn = { uid: string; email: string; name: string } | null | undefined;

let made: Promise<Auth> | null = null;

const auth = (): Promise<Auth> =>
  (made ??= make().catch((error: unknown) => {
    made = null;
    throw error;
  }));

async function make(): Promise<Auth> {
  const created = initializeAuth(await firebaseApp(), { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (EMULATORS) connectAuthEmulator(created, `http://127.0.0.1:${emulatorPorts().auth}`, { disableWarnings: true });
  return created;
}

/** Tells who is signed in, now and at each change. Answers a function that ends it. */
export async function watchSignedIn(onChange: (who: Exclude<SignedIn, undefined>) => void): Promise<() => void> {
  return onIdTokenChanged(await auth(), (user) => {
    noteSignedIn(user !== null);
    onChange(user === null ? null : { uid: user.uid, email: user.email ?? '', name: user.displayName ?? user.email ?? '' });
  });
}

/** The ID token for the API; null where nobody is signed in. */
export async function idToken(): Promise<string | null> {
  const current = await auth();
  await current.authStateReady();
  return (await current.currentUser?.getIdToken()) ?? null;
}

/** Google's own window. Throws `auth/popup-closed-by-user` and the like. */
export async function signInWithGoogle(): Promise<void> {
  await signInWithPopup(await auth(), new GoogleAuthProvider(), browserPopupRedirectResolver);
}

/** Signs in on the Auth emulator as anybody: popups need a script from the network. Never in a production build. */
export async function signInOnEmulator(person: { sub: string; email: string; name: string }): Promise<void> {
  const credential = GoogleAuthProvider.credential(JSON.stringify({ ...person, email_verified: true }));
  await signInWithCredential(await auth(), credential);
}

export async function signOut(): Promise<void> {
  await leave(await auth());
  noteSignedIn(false);
}
