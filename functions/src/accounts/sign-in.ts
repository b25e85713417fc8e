import { newUser, type UserDocument } from '@oma/contract';
import { runTransaction } from '../firestore/run-transaction.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import type { Person } from '../http/person.ts';

type Deps = Pick<ApiDeps, 'documents' | 'now' | 'adminEmails' | 'signInAccounts'>;

/**
 * Creates the person's document at the first sign-in, and brings what Google says of them up to date at each later one, without a transaction: what is
 * written then nobody else writes, and a person with many windows signs in many times at once. Null where the account was deleted: its last ID token is
 * good for up to an hour more, and must not bring anything back.
 */
export async function signIn(deps: Deps, person: Person): Promise<UserDocument | null> {
  const reference = deps.documents.user(person.uid);
  const told = {
    google_id: person.googleId,
    email: person.email,
    name: person.name,
    picture: person.picture,
    verified_email: true,
    last_login: deps.now(),
    admin: deps.adminEmails.includes(person.email),
  };
  const known = (await reference.get()).data();
  if (known === undefined) {
    const created = await create(deps, person.uid, newUser(deps.now(), told));
    if (created !== 'there') return created;
  }
  try {
    await reference.update(told);
  } catch (error) {
    if (errorCode(error) === GrpcStatus.NOT_FOUND) return null;
    throw error;
  }
  return { ...(known ?? newUser(deps.now())), ...told };
}

/** A deletion that is going on is read in the same transaction: whichever comes first, nothing is left of the person. */
async function create({ documents, signInAccounts }: Deps, uid: string, user: UserDocument): Promise<UserDocument | null | 'there'> {
  try {
    return await runTransaction(documents.firestore, async (tx) => {
      if ((await tx.get(documents.accountDeletion(uid))).exists || !(await signInAccounts.exists(uid))) return null;
      tx.create(documents.user(uid), user);
      return user;
    });
  } catch (error) {
    if (errorCode(error) === GrpcStatus.ALREADY_EXISTS) return 'there';
    throw error;
  }
}
