import { type ApplicationDocument, type ApplicationInput, type BetaStatus, CONSENT_VERSION, type Result } from '@oma/contract';
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { Person } from '../http/person.ts';
import type { BetaDeps } from './beta-deps.ts';

/**
 * `stale_consent`: the privacy page has changed since the person read it. `already`: there is an application, or a decision. `elsewhere`: there is one under
 * a sign-in account that this Google account had before. `gone`: there is no such person here; the account may just have been deleted.
 */
export type ApplyRefusal = { reason: 'stale_consent' | 'gone' } | { reason: 'already' | 'elsewhere'; status: BetaStatus };

/** Stores the application of a person who has signed in, with the consent it was made under. The letters follow from the document; see `announceApplication`. */
export async function applyForBeta(
  deps: BetaDeps,
  person: Person,
  input: z.output<typeof ApplicationInput>,
): Promise<Result<ApplicationDocument, ApplyRefusal>> {
  if (input.consent_version !== CONSENT_VERSION) return { ok: false, error: { reason: 'stale_consent' } };
  const { documents } = deps;
  return runTransaction(documents.firestore, async (tx): Promise<Result<ApplicationDocument, ApplyRefusal>> => {
    const claim = documents.applicant(createHash('sha256').update(person.googleId).digest('hex'));
    const [user, known, claimed] = await Promise.all([
      tx.get(documents.user(person.uid)),
      tx.get(documents.application(person.uid)),
      tx.get(claim),
    ]);
    const earlierUid = claimed.data()?.uid ?? person.uid;
    const earlier = earlierUid === person.uid ? undefined : (await tx.get(documents.user(earlierUid))).data();
    if (earlier !== undefined && earlier.beta_status !== 'none')
      return { ok: false, error: { reason: 'elsewhere', status: earlier.beta_status } };
    const now = deps.now();
    const before = user.data();
    if (before === undefined) return { ok: false, error: { reason: 'gone' } };
    if (before.beta_status !== 'none' || known.exists) return { ok: false, error: { reason: 'already', status: before.beta_status } };
    const application: ApplicationDocument = {
      name: before.name,
      email: before.email,
      purpose: input.purpose,
      applied_at: now,
      status: 'pending',
      decided_at: null,
      decided_by: null,
      decided_via: null,
      reason: null,
    };
    tx.set(claim, { uid: person.uid, at: now });
    tx.create(documents.application(person.uid), application);
    tx.set(documents.user(person.uid), {
      ...before,
      beta_status: 'applied',
      beta_applied_at: now,
      consent: { version: input.consent_version, at: now },
    });
    return { ok: true, value: application };
  });
}
