import type { UserDocument } from '@oma/contract';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import type { Person } from '../http/person.ts';

/** Creates the person's document at the first sign-in, and brings what Google says of them up to date at each later one. */
export async function signIn(deps: Pick<ApiDeps, 'documents' | 'now' | 'adminEmails'>, person: Person): Promise<UserDocument> {
  const reference = deps.documents.user(person.uid);
  return runTransaction(deps.documents.firestore, async (tx) => {
    const known = (await tx.get(reference)).data();
    const user: UserDocument = {
      ...(known ?? newUser(deps.now())),
      google_id: person.googleId,
      email: person.email,
      name: person.name,
      picture: person.picture,
      verified_email: true,
      last_login: deps.now(),
      admin: deps.adminEmails.includes(person.email),
    };
    tx.set(reference, user);
    return user;
  });
}

const newUser = (now: Date): UserDocument => ({
  google_id: '',
  email: '',
  name: '',
  picture: '',
  verified_email: false,
  created_at: now,
  last_login: now,
  beta_approved: false,
  beta_applied_at: null,
  beta_status: 'none',
  decision_seq: 0,
  admin: false,
  locale: 'ko',
  consent: null,
});
