import type { Documents } from '../firestore/documents.ts';
import type { Log } from '../log.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import type { EndWork } from '../sessions/session-commands.ts';
import type { SignInAccounts } from './sign-in-accounts.ts';

/** What the end of an account and the archive of its data need. Put together in compose.ts. */
export type AccountDeps = {
  documents: Documents;
  objects: ObjectStore;
  signInAccounts: SignInAccounts;
  endWork: EndWork;
  now: () => Date;
  log: Log;
};
