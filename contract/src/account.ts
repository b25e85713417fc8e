import * as z from 'zod';
import { DocumentTime, WireTime } from './time.ts';

/** `GET /api/me/export`: where one archive of all own data can be fetched, without a token, until `expires_at`. */
export const AccountExport = z.object({ url: z.string(), expires_at: WireTime, bytes: z.number().int().nonnegative() });
export type AccountExport = z.infer<typeof AccountExport>;

/** `account_exports/{uid}`: the person's newest archive, or the one that is being made; read by functions only. */
export const AccountExportDocument = z.object({
  object: z.string(),
  /** Until then it is believed to be in the making. */
  lease_until: DocumentTime,
  finished: z.object({ at: DocumentTime, bytes: z.number().int().nonnegative() }).nullable(),
  /** When this document is of no use any more. */
  expire_at: DocumentTime,
});
export type AccountExportDocument = z.infer<typeof AccountExportDocument>;

/** `account_deletions/{uid}`: an account that is being deleted; gone with the last of it. Read by functions only. */
export const AccountDeletionDocument = z.object({
  google_id: z.string(),
  emails: z.array(z.string()),
  requested_at: DocumentTime,
  /** `again`: everything was gone once, and what somebody wrote late is looked for. */
  pass: z.enum(['first', 'again']),
  /** When the sweep takes it up. */
  next_at: DocumentTime,
  /** From then on the addresses may be a new account's: what bears nothing but an address and is younger is not this person's. Null: not yet. */
  closed_at: DocumentTime.nullable(),
});
export type AccountDeletionDocument = z.infer<typeof AccountDeletionDocument>;

/** `account_deletions/{uid}/traces/{id}`: a session or an agent that was deleted, kept until nothing can be written below it any more. */
export const DeletionTraceDocument = z.object({ kind: z.enum(['session', 'agent']), cleared: z.boolean() });
export type DeletionTraceDocument = z.infer<typeof DeletionTraceDocument>;

/**
 * `deleted_sessions/{id}`: a session that is gone for good, until nothing can be uploaded for it any more. It names nobody; read by functions only. `cleared`:
 * what lay below it is gone as well.
 */
export const DeletedSessionDocument = z.object({ look_again_at: DocumentTime, cleared: z.boolean().default(true) });
export type DeletedSessionDocument = z.infer<typeof DeletedSessionDocument>;
