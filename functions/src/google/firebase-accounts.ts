import type { Auth } from 'firebase-admin/auth';
import type { SignInAccounts } from '../accounts/sign-in-accounts.ts';

/** Sign-in accounts in Firebase Authentication. */
export function firebaseAccounts(auth: () => Auth): SignInAccounts {
  return {
    exists: (uid) =>
      auth()
        .getUser(uid)
        .then(() => true, absent(false)),
    delete: (uid) => auth().deleteUser(uid).catch(absent(undefined)),
  };
}

/** Stands in for an account that is not there; any other failure is thrown on. */
const absent =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof Error && 'code' in error && error.code === 'auth/user-not-found') return value;
    throw error;
  };
