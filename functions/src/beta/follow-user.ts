import type { BetaStatus, MailTemplate, UserDocument } from '@oma/contract';
import { queueMail } from '../mail/queue-mail.ts';
import type { BetaDeps } from './beta-deps.ts';
import { adoptConsoleDecision, decisionId } from './decide.ts';

/** Ends whatever a person has waiting or running. */
export type WithdrawWork = (uid: string) => Promise<void>;

const LETTERS: Readonly<Record<BetaStatus, Extract<MailTemplate, { data: { reason: string | null } }>['name'] | null>> = {
  none: null,
  applied: 'undone',
  approved: 'approved',
  denied: 'denied',
  revoked: 'revoked',
};

/**
 * What follows from a change of a person's document, whoever made it: a `beta_approved` set by hand becomes a decision, each decision becomes one letter,
 * and work ends where approval was withdrawn. Called by the trigger, at least once, in any order.
 */
export async function followUser(
  deps: BetaDeps & { withdrawWork: WithdrawWork },
  uid: string,
  before: UserDocument | null,
  after: UserDocument | null,
): Promise<void> {
  if (after === null) return;
  if (after.beta_approved !== (after.beta_status === 'approved') && (await adoptConsoleDecision(deps, uid))) {
    deps.log('INFO', 'console_decision', { uid });
  }
  if (before !== null && after.decision_seq > before.decision_seq) await sendDecision(deps, uid, after);
  if (!after.beta_approved && before?.beta_approved === true) {
    const now = (await deps.documents.user(uid).get()).data();
    if (now?.beta_approved !== true) await deps.withdrawWork(uid);
  }
}

async function sendDecision(deps: BetaDeps, uid: string, user: UserDocument): Promise<void> {
  // A late trigger must write nothing about somebody who has deleted the account since.
  if (!(await deps.documents.user(uid).get()).exists) return;
  const letter = LETTERS[user.beta_status];
  if (letter === null) return;
  const id = decisionId(uid, user.decision_seq);
  const reason = (await deps.documents.audit(id).get()).data()?.reason ?? null;
  await queueMail(deps, id, { to: [user.email], template: { name: letter, locale: user.locale, data: { name: user.name, reason } } });
}
