import { newUser, type UserDocument } from '@oma/contract';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import type { Person } from '../http/person.ts';

/**
 * Creates the person's document at the first sign-in, and brings what Google says of them up to date at each later one. No transaction: what is written
 * here nobody else writes, and a person with many windows signs in many times at once.
 */
export async function signIn(deps: Pick<ApiDeps, 'documents' | 'now' | 'adminEmails'>, person: Person): Promise<UserDocument> {
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
    const created = newUser(deps.now(), told);
    try {
      await reference.create(created);
      return created;
    } catch (error) {
      if (errorCode(error) !== GrpcStatus.ALREADY_EXISTS) throw error;
    }
  }
  await reference.update(told);
  return { ...(known ?? newUser(deps.now())), ...told };
}
