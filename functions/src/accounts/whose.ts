import type { AccountDeletionDocument } from '@oma/contract';

/** By what a person's data is known. */
export type Whose = {
  uid: string;
  googleId: string;
  emails: readonly string[];
  /** Whether what bears an address, and was written then, is this person's: the address may be a new account's since. */
  wasTheirs: (at: Date) => boolean;
};

export const whoseOf = (uid: string, { google_id, emails, closed_at }: AccountDeletionDocument): Whose => ({
  uid,
  googleId: google_id,
  emails,
  wasTheirs: (at) => closed_at === null || at < closed_at,
});

/** Whether `id` is that of a letter about the person: see `announceApplication`, `decisionId` and `tellOfWork`. */
export const isLetterAbout = (uid: string, id: string): boolean =>
  id.startsWith(`${uid}-`) && /^(?:receipt-|notice-|work-|\d+$)/.test(id.slice(uid.length + 1));
