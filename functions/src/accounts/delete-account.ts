import type { AccountDeletionDocument } from '@oma/contract';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { Person } from '../http/person.ts';
import type { AccountDeps } from './account-deps.ts';
import { erasePerson, forget } from './erase-person.ts';
import { forgetTraces } from './erase-work.ts';
import { whoseOf } from './whose.ts';

/** `done`: everything is gone. `going_on`: the sweep goes on with it. */
export type DeletionAnswer = 'done' | 'going_on';

/** How long a request works on it, and for how long the sweep leaves it to the request. */
const REQUEST_MS = 25_000;
const LEFT_TO_REQUEST_MS = 60_000;
/** After so long nothing is on its way any more that was written before the deletion could be seen. */
const LATE_MS = 60_000;

/**
 * Deletes an account and everything of its person. With the first transaction the person is gone: no rule and no call lets them in, and nothing is done for
 * them any more. May be repeated at any time.
 */
export async function deleteAccount(deps: AccountDeps, person: Person): Promise<DeletionAnswer> {
  const deletion = await beginDeletion(deps, person);
  if (deletion === null || deletion.pass === 'again') return 'done';
  const isThrough = await carryOnDeletion(deps, person.uid, deletion, new Date(deps.now().getTime() + REQUEST_MS));
  return isThrough ? 'done' : 'going_on';
}

/** Null where there is nothing of this person. */
async function beginDeletion(deps: AccountDeps, person: Person): Promise<AccountDeletionDocument | null> {
  const { documents } = deps;
  const { uid, googleId } = person;
  const reference = documents.accountDeletion(uid);
  const [noted, user] = await Promise.all([reference.get(), documents.user(uid).get()]);
  if (!noted.exists && !user.exists && !(await deps.signInAccounts.exists(uid))) return null;
  return runTransaction(documents.firestore, async (tx) => {
    const [begun, before, application] = await Promise.all([
      tx.get(reference),
      tx.get(documents.user(uid)),
      tx.get(documents.application(uid)),
    ]);
    const already = begun.data();
    if (already !== undefined) return already;
    // The address may have changed since the application, which letters still bear.
    const known: unknown[] = [person.email, before.get('email'), application.get('email')];
    const now = deps.now();
    const deletion: AccountDeletionDocument = {
      google_id: googleId,
      emails: [...new Set(known.filter((email): email is string => typeof email === 'string' && email !== ''))],
      requested_at: now,
      pass: 'first',
      next_at: new Date(now.getTime() + LEFT_TO_REQUEST_MS),
      closed_at: null,
    };
    await forget(tx, documents, { uid, googleId });
    tx.create(reference, deletion);
    return deletion;
  });
}

/**
 * Works on a deletion until its pass is through, which it answers, or `until`. Every step may be repeated, also by two processes at once. The first pass ends
 * with the sign-in account; the next one, a minute later, finds what was written late, and leaves an entry in the audit that names nobody.
 */
export async function carryOnDeletion(deps: AccountDeps, uid: string, deletion: AccountDeletionDocument, until: Date): Promise<boolean> {
  const reference = deps.documents.accountDeletion(uid);
  const steps = deletion.pass === 'first' ? firstPass(deps, uid, deletion) : lastPass(deps, uid, deletion);
  for (let step = await steps.next(); step.done !== true; step = await steps.next()) {
    if (deps.now() < until) continue;
    await reference.update({ next_at: deps.now() });
    return false;
  }
  return true;
}

async function* firstPass(deps: AccountDeps, uid: string, deletion: AccountDeletionDocument): AsyncGenerator<void> {
  const reference = deps.documents.accountDeletion(uid);
  yield* erasePerson(deps, whoseOf(uid, deletion));
  // With the sign-in account the address is free: what bears it from here on may be a new account's.
  if (deletion.closed_at === null) await reference.update({ closed_at: deps.now() });
  await deps.signInAccounts.delete(uid);
  await reference.update({ pass: 'again', next_at: new Date(deps.now().getTime() + LATE_MS) });
}

async function* lastPass(deps: AccountDeps, uid: string, deletion: AccountDeletionDocument): AsyncGenerator<void> {
  const { documents } = deps;
  const reference = documents.accountDeletion(uid);
  const whose = whoseOf(uid, deletion);
  yield* erasePerson(deps, whose);
  yield* forgetTraces(deps, whose);
  await deps.signInAccounts.delete(uid);
  await runTransaction(documents.firestore, async (tx) => {
    if (!(await tx.get(reference)).exists) return;
    tx.delete(reference);
    tx.create(documents.audits().doc(), {
      at: deps.now(),
      action: 'account_deleted',
      by: '',
      via: 'account_page',
      target: '',
      reason: null,
    });
  });
}
