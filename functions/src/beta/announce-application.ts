import type { ApplicationDocument } from '@oma/contract';
import { createHash } from 'node:crypto';
import { queueMail } from '../mail/queue-mail.ts';
import type { BetaDeps } from './beta-deps.ts';

/** A short name for an address in a letter's id: ids may be logged, addresses may not. */
export const addressKey = (email: string): string => createHash('sha256').update(email).digest('hex').slice(0, 12);

/**
 * The letters of a new application: a receipt to the applicant, a notice to each admin who wants each by itself. Called by the trigger, any number of
 * times: a letter's id says what it is about, and an id is written once.
 */
export async function announceApplication(deps: BetaDeps, uid: string, application: ApplicationDocument): Promise<void> {
  const { documents } = deps;
  const { name, email, purpose, applied_at } = application;
  const at = applied_at.getTime();
  // A late trigger comes after a decision: whoever waits no more needs no notice, and its links must not be good. So the number is read first, and then
  // whether it is still open,
  // or gone with its account.
  const [user, admins] = await Promise.all([documents.user(uid).get(), readAdmins(deps)]);
  const seq = user.data()?.decision_seq ?? 0;
  const current = (await documents.application(uid).get()).data();
  if (current === undefined) return;
  const isOpen = current.status === 'pending';
  await queueMail(deps, `${uid}-receipt-${at}`, {
    to: [email],
    template: { name: 'receipt', locale: user.data()?.locale ?? 'ko', data: { name, email, applied_at } },
  });
  for (const admin of isOpen ? admins.filter(({ notices }) => notices === 'single') : []) {
    await queueMail(deps, `${uid}-notice-${at}-${addressKey(admin.email)}`, {
      to: [admin.email],
      template: { name: 'notice', locale: admin.locale, data: { uid, name, email, purpose, applied_at, seq } },
    });
  }
}

/** Every configured admin with what they prefer; who has never signed in gets single notices in Korean. */
export async function readAdmins(deps: BetaDeps): Promise<{ email: string; locale: 'ko' | 'en'; notices: 'single' | 'digest' }[]> {
  if (deps.adminEmails.length === 0) return [];
  const found = await deps.documents
    .users()
    .where('email', 'in', [...deps.adminEmails].slice(0, 30))
    .get();
  const known = new Map(found.docs.map((document) => [document.data().email, document.data()]));
  return deps.adminEmails.map((email) => ({
    email,
    locale: known.get(email)?.locale ?? 'ko',
    notices: known.get(email)?.notices ?? 'single',
  }));
}
