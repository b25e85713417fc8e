import * as z from 'zod';
import { SessionId } from './ids.ts';
import { DocumentTime, WireTime } from './time.ts';
import { Locale } from './user.ts';

/** How long work came to its person: answered, failed, or asking them something. */
export const WorkEnd = z.enum(['done', 'failed', 'asks']);
export type WorkEnd = z.infer<typeof WorkEnd>;

/** Every letter the platform writes. `data` is what a letter says beside its fixed words. */
export const MailTemplate = z.discriminatedUnion('name', [
  /** To the applicant: the application arrived. */
  z.object({
    name: z.literal('receipt'),
    locale: Locale,
    data: z.object({ name: z.string(), email: z.string(), applied_at: DocumentTime }),
  }),
  /** To one admin: somebody applied. Its decision links are made when it is sent. */
  z.object({
    name: z.literal('notice'),
    locale: Locale,
    data: z.object({
      uid: z.string(),
      name: z.string(),
      email: z.string(),
      purpose: z.string(),
      applied_at: DocumentTime,
      seq: z.number().int(),
    }),
  }),
  /**
   * To one admin who prefers it: everybody who waits, once a day. Who they are is read when it is sent, for it must keep nothing of somebody who is gone. Digests
   * of earlier versions kept it; that is not read.
   */
  z.object({
    name: z.literal('digest'),
    locale: Locale,
    data: z.object({}),
  }),
  /**
   * To the person: long work ended, or waits for them, while no page of theirs was open. Their name and the conversation's title are read when it is sent: it
   * keeps nothing of a conversation that is gone.
   */
  z.object({
    name: z.literal('work_ended'),
    locale: Locale,
    data: z.object({ uid: z.string(), session_id: SessionId, what: WorkEnd }),
  }),
  /** To the person: decided. */
  z.object({
    name: z.enum(['approved', 'denied', 'revoked', 'undone']),
    locale: Locale,
    data: z.object({ name: z.string(), reason: z.string().nullable() }),
  }),
]);
export type MailTemplate = z.infer<typeof MailTemplate>;

export const MailState = z.enum(['PENDING', 'PROCESSING', 'RETRY', 'SUCCESS', 'ERROR']);
export type MailState = z.infer<typeof MailState>;

/** The only moves of a letter. A lost sender's lease ends, and PROCESSING begins anew; an admin may send an ERROR again. */
export const MAIL_MOVES: Readonly<Record<MailState, readonly MailState[]>> = {
  PENDING: ['PROCESSING', 'ERROR'],
  PROCESSING: ['SUCCESS', 'RETRY', 'ERROR', 'PROCESSING'],
  RETRY: ['PROCESSING', 'ERROR'],
  SUCCESS: [],
  ERROR: ['PENDING'],
};

const deliveryFields = <T extends z.ZodType>(time: T) => ({
  state: MailState,
  attempts: z.number().int().nonnegative(),
  lease_until: time.nullable(),
  next_attempt_at: time.nullable(),
  started_at: time.nullable(),
  ended_at: time.nullable(),
  /** Why the last attempt came to nothing, in the platform's words with the server's answer code; never what the server wrote. */
  error: z.string().nullable(),
  message_id: z.string().nullable(),
});

/** `mail/{mail_id}`, in the shape of the well-known Firestore send-email convention. */
export const MailDocument = z.object({
  to: z.array(z.string()).min(1),
  template: MailTemplate,
  created_at: DocumentTime,
  delivery: z.object(deliveryFields(DocumentTime)),
  expire_at: DocumentTime,
});
export type MailDocument = z.infer<typeof MailDocument>;

/** How letters are asked for: those that failed for good, those that are still to go out, those that went out. */
export const MailFilter = z.enum(['failed', 'waiting', 'sent']);
export type MailFilter = z.infer<typeof MailFilter>;

/** A letter as the admin page lists it. */
export const MailItem = z.object({
  id: z.string(),
  to: z.array(z.string()),
  template: z.string(),
  created_at: WireTime,
  delivery: z.object(deliveryFields(WireTime)),
});
export type MailItem = z.infer<typeof MailItem>;
export const MailList = z.object({ mail: z.array(MailItem), failed: z.number().int(), next: z.string().optional() });
export type MailList = z.infer<typeof MailList>;

/** The bounds of a letter's life, in milliseconds. */
export const MAIL_LIMITS = {
  /** How long a sender is believed; longer than every time-out of an SMTP conversation together. */
  lease: 120_000,
  /** Waits before the second, third, … attempt; after the last wait an attempt that fails ends the letter. */
  retries: [10_000, 60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 6 * 3_600_000, 12 * 3_600_000],
  /** A letter that could not be sent for so long is of no use any more. */
  life: 3 * 24 * 3_600_000,
  /** How long a letter is kept. */
  kept: 30 * 24 * 3_600_000,
} as const;
