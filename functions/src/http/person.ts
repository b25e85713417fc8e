import { type UserDocument, withoutDeceptiveMarks } from '@oma/contract';
import type { Context } from 'hono';
import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import type { SignInAccounts } from '../accounts/sign-in-accounts.ts';
import { ProblemError } from './problem.ts';

/** Checks an ID token's signature and expiry and gives its claims. Throws for anything else. */
export type VerifyIdToken = (token: string) => Promise<unknown>;

/** A *person*: a Google account with a verified address. No other token means anybody here. */
export type Person = { uid: string; googleId: string; email: string; name: string; picture: string };

/** A person whose beta access is approved. */
export type Member = Person & { user: UserDocument };

const PersonClaims = z.object({
  uid: z.string().min(1),
  email: z.string().min(3),
  email_verified: z.literal(true),
  name: z.string().default(''),
  picture: z.string().default(''),
  firebase: z.object({ sign_in_provider: z.literal('google.com'), identities: z.record(z.string(), z.array(z.unknown())).default({}) }),
});

/** The person behind a request. Throws `unauthenticated` for a missing, broken or expired token and for one that is not a person's. */
export async function requirePerson(context: Context, verifyIdToken: VerifyIdToken): Promise<Person> {
  const token = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1];
  if (token === undefined) throw new ProblemError('unauthenticated', 'Send the Firebase ID token as "Authorization: Bearer …".');
  let claims: unknown;
  try {
    claims = await verifyIdToken(token);
  } catch {
    throw new ProblemError('unauthenticated', 'The ID token is not valid, or has expired.');
  }
  const parsed = PersonClaims.safeParse(claims);
  if (!parsed.success) throw new ProblemError('unauthenticated', 'Only a Google account with a verified address may sign in.');
  const { uid, email, name, picture, firebase } = parsed.data;
  const ownName = withoutDeceptiveMarks(name).replace(/\s+/g, ' ').trim();
  const googleId = firebase.identities['google.com']?.[0];
  return {
    uid,
    googleId: typeof googleId === 'string' ? googleId : uid,
    email: email.toLowerCase(),
    name: ownName === '' ? email : ownName,
    picture,
  };
}

/** The refusal of a token that outlived its account. */
export const accountGone = (): ProblemError => new ProblemError('unauthenticated', 'This account was deleted; sign in anew.');

type AdminDeps = { verifyIdToken: VerifyIdToken; adminEmails: readonly string[]; signInAccounts: Pick<SignInAccounts, 'exists'> };

/**
 * The same, and an admin: of the configured addresses, which alone decide. Throws `forbidden` otherwise, and `unauthenticated` for the token of an account
 * that was deleted: it stays good for up to an hour.
 */
export async function requireAdmin(context: Context, { verifyIdToken, adminEmails, signInAccounts }: AdminDeps): Promise<Person> {
  const person = await requirePerson(context, verifyIdToken);
  if (!adminEmails.includes(person.email)) throw new ProblemError('forbidden', 'This is for admins.');
  if (!(await signInAccounts.exists(person.uid))) throw accountGone();
  return person;
}

/** The same as a person, and approved. Throws `not_approved` otherwise, also where the person has not signed in here yet. */
export async function requireMember(context: Context, verifyIdToken: VerifyIdToken, documents: Documents): Promise<Member> {
  const person = await requirePerson(context, verifyIdToken);
  const user = (await documents.user(person.uid).get()).data();
  if (user?.beta_approved !== true) throw new ProblemError('not_approved', 'Beta access is not approved for this account.');
  return { ...person, user };
}
