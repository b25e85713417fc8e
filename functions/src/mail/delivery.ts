import { canMove, MAIL_LIMITS, MAIL_MOVES, type MailDocument, type MailState, unreachable } from '@oma/contract';
import type { MailFailure } from './mailer.ts';

/**
 * The moves of a letter: each takes it as it is and gives its next `delivery`. Nothing else decides on `delivery.state`, and it goes along `MAIL_MOVES`.
 */
export type Delivery = MailDocument['delivery'];

/** Why a letter ended besides a server's refusal: it is older than `MAIL_LIMITS.life`, or the sender of its last attempt was never heard of again. */
type Over = 'expired' | 'sender_lost';

/** A letter's life from its beginning: nobody has tried yet. */
export const freshLife = (now: Date): Pick<MailDocument, 'created_at' | 'delivery' | 'expire_at'> => ({
  created_at: now,
  delivery: {
    state: 'PENDING',
    attempts: 0,
    lease_until: null,
    next_attempt_at: null,
    started_at: null,
    ended_at: null,
    error: null,
    message_id: null,
  },
  expire_at: after(now, MAIL_LIMITS.kept),
});

/** Whether a letter failed for good and may begin a new life. */
export const canBeRetried = ({ state }: Delivery): boolean => canMove(MAIL_MOVES, state, 'PENDING');

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

function move(delivery: Delivery, state: MailState, changes: Partial<Delivery>): Delivery {
  if (!canMove(MAIL_MOVES, delivery.state, state)) throw new Error(`a letter cannot go from ${delivery.state} to ${state}`);
  return { ...delivery, lease_until: null, next_attempt_at: null, ...changes, state };
}

/** Whether somebody may take the letter up now: it waits, its next attempt is due, or its sender's lease is over. */
export function isDue({ state, next_attempt_at, lease_until }: Delivery, now: Date): boolean {
  switch (state) {
    case 'PENDING':
      return true;
    case 'RETRY':
      return next_attempt_at === null || next_attempt_at <= now;
    case 'PROCESSING':
      return lease_until === null || lease_until <= now;
    case 'SUCCESS':
    case 'ERROR':
      return false;
    default:
      return unreachable(state);
  }
}

/** Takes up a letter that is due: one attempt more, under a lease; or ends it, where no attempt is left to it. */
export function takenUp({ created_at, delivery }: MailDocument, now: Date): Delivery {
  const over = whyOver(created_at, delivery, now);
  if (over !== null) return ended(delivery, over, now);
  return move(delivery, 'PROCESSING', {
    attempts: delivery.attempts + 1,
    lease_until: after(now, MAIL_LIMITS.lease),
    started_at: delivery.started_at ?? now,
  });
}

function whyOver(createdAt: Date, delivery: Delivery, now: Date): Over | null {
  if (now.getTime() - createdAt.getTime() > MAIL_LIMITS.life) return 'expired';
  return delivery.attempts > MAIL_LIMITS.retries.length ? 'sender_lost' : null;
}

export const sent = (delivery: Delivery, messageId: string, now: Date): Delivery =>
  move(delivery, 'SUCCESS', { ended_at: now, error: null, message_id: messageId });

/** After an attempt that came to nothing: the next one at its time, or the end. */
export function failed(delivery: Delivery, failure: MailFailure, now: Date): Delivery {
  const error = failure.code === null ? failure.reason : `${failure.reason} ${failure.code}`;
  const wait = MAIL_LIMITS.retries[delivery.attempts - 1];
  if (failure.kind === 'rejected' || wait === undefined) return ended(delivery, error, now);
  return move(delivery, 'RETRY', { error, next_attempt_at: after(now, wait) });
}

const ended = (delivery: Delivery, error: string, now: Date): Delivery => move(delivery, 'ERROR', { ended_at: now, error });
