import {
  type ApplicationDocument,
  type ApplicationStatus,
  type BetaStatus,
  type DecidedVia,
  type Decision,
  DECISIONS,
  type Result,
  type UserDocument,
} from '@oma/contract';
import type { DocumentSnapshot, Transaction } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { BetaDeps } from './beta-deps.ts';

export type DecisionRequest = {
  uid: string;
  decision: Decision;
  /** The admin's address; `console` for a change by hand. */
  by: string;
  via: DecidedVia;
  reason: string | null;
  /** The person's own daily limit; undefined leaves it. */
  dayUsd?: number | null;
  /** Only if the person's `decision_seq` is still this: a decision made meanwhile goes first. */
  seq?: number;
};

/** `not_found`: no such person. `not_possible`: the person's state does not allow it. `overtaken`: somebody decided meanwhile. */
export type DecisionRefusal = { reason: 'not_found' } | { reason: 'not_possible'; status: BetaStatus } | { reason: 'overtaken' };

/** Of an application, after a decision that left the person in this state. */
const APPLICATION_STATUS: Readonly<Record<Exclude<BetaStatus, 'none'>, ApplicationStatus>> = {
  applied: 'pending',
  approved: 'approved',
  denied: 'denied',
  revoked: 'denied',
};

/**
 * Decides on a person: one effect for the link, the admin page and the console. Raises `decision_seq`, which voids every link, and writes the audit entry
 * of the same number. The letter and the end of running work follow from the person's document; see `followUser`.
 */
export async function decide(deps: BetaDeps, request: DecisionRequest): Promise<Result<BetaStatus, DecisionRefusal>> {
  const { documents } = deps;
  return runTransaction(documents.firestore, async (tx): Promise<Result<BetaStatus, DecisionRefusal>> => {
    const [user, application] = await Promise.all([tx.get(documents.user(request.uid)), tx.get(documents.application(request.uid))]);
    const before = user.data();
    if (before === undefined) return { ok: false, error: { reason: 'not_found' } };
    if (request.seq !== undefined && request.seq !== before.decision_seq) return { ok: false, error: { reason: 'overtaken' } };
    const status = DECISIONS[before.beta_status][request.decision];
    if (status === undefined || status === 'none' || (request.decision === 'undo' && !application.exists))
      return { ok: false, error: { reason: 'not_possible', status: before.beta_status } };
    write(tx, documents, { ...request, before, application, status, now: deps.now() });
    return { ok: true, value: status };
  });
}

/**
 * Makes a decision of a `beta_approved` that somebody set by hand: where it and `beta_status` disagree, the status follows. Answers whether there was
 * one to make.
 */
export async function adoptConsoleDecision(deps: BetaDeps, uid: string): Promise<boolean> {
  const { documents } = deps;
  return runTransaction(documents.firestore, async (tx) => {
    const [user, application] = await Promise.all([tx.get(documents.user(uid)), tx.get(documents.application(uid))]);
    const before = user.data();
    if (before === undefined || before.beta_approved === (before.beta_status === 'approved')) return false;
    const decision: Decision = before.beta_approved ? 'approve' : 'revoke';
    const status = before.beta_approved ? 'approved' : 'revoked';
    write(tx, documents, { uid, decision, status, by: 'console', via: 'console', reason: null, before, application, now: deps.now() });
    return true;
  });
}

function write(
  tx: Transaction,
  documents: Documents,
  given: DecisionRequest & {
    before: UserDocument;
    application: DocumentSnapshot<ApplicationDocument>;
    status: Exclude<BetaStatus, 'none'>;
    now: Date;
  },
): void {
  const { uid, before, status, now, by, via, reason } = given;
  const seq = before.decision_seq + 1;
  tx.update(documents.user(uid), {
    beta_approved: status === 'approved',
    beta_status: status,
    decision_seq: seq,
    ...(given.dayUsd === undefined ? {} : { day_usd: given.dayUsd }),
  });
  if (given.application.exists) {
    tx.update(documents.application(uid), {
      status: APPLICATION_STATUS[status],
      reason,
      ...(status === 'applied'
        ? { decided_at: null, decided_by: null, decided_via: null }
        : { decided_at: now, decided_by: by, decided_via: via }),
    });
  }
  tx.create(documents.audit(decisionId(uid, seq)), { at: now, action: given.decision, by, via, target: uid, reason });
}

/** The id of a decision's audit entry and of its letter. */
export const decisionId = (uid: string, seq: number): string => `${uid}-${seq}`;
