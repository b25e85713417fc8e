import * as z from 'zod';
import { DocumentId } from './ids.ts';
import { judgedText, text } from './text.ts';
import { DocumentTime, WireTime } from './time.ts';
import { BetaStatus, Locale } from './user.ts';

/** The consent in force. Whoever applies agrees to what the privacy page of this date says. */
export const CONSENT_VERSION = '2026-11-27';

export const ApplicationStatus = z.enum(['pending', 'approved', 'denied']);
export type ApplicationStatus = z.infer<typeof ApplicationStatus>;

/** `undo` takes a decision back: the application is pending again. `revoke` withdraws access that was given. */
export const Decision = z.enum(['approve', 'deny', 'undo', 'revoke']);
export type Decision = z.infer<typeof Decision>;

/** The way a decision came: the e-mailed link, the admin page, or a change by hand in the Firestore console. */
export const DecidedVia = z.enum(['link', 'admin_page', 'console']);
export type DecidedVia = z.infer<typeof DecidedVia>;

export const MAX_PURPOSE_LENGTH = 1000;

const applicationFields = <T extends z.ZodType>(time: T) => ({
  name: z.string(),
  email: z.string(),
  purpose: z.string(),
  applied_at: time,
  status: ApplicationStatus,
  decided_at: time.nullable(),
  decided_by: z.string().nullable(),
  decided_via: DecidedVia.nullable(),
  /** What the admin wrote to the decision; sent along with it. */
  reason: z.string().nullable(),
});

/** `beta_applications/{uid}`. */
export const ApplicationDocument = z.object(applicationFields(DocumentTime));
export type ApplicationDocument = z.infer<typeof ApplicationDocument>;

/** An application in the API; `beta_status` and `day_usd` are the person's. */
export const Application = z.object({
  id: z.string(),
  ...applicationFields(WireTime),
  beta_status: BetaStatus,
  day_usd: z.number().positive().nullable(),
});
export type Application = z.infer<typeof Application>;
export const ApplicationList = z.object({ applications: z.array(Application), total: z.number().int(), next: z.string().optional() });
export type ApplicationList = z.infer<typeof ApplicationList>;

/** `POST /api/beta/apply`. */
export const ApplicationInput = z.strictObject({
  purpose: judgedText().trim().min(1).max(MAX_PURPOSE_LENGTH),
  consent_version: text().max(40),
});
export type ApplicationInput = z.input<typeof ApplicationInput>;

/** How many people may be decided on at once. */
export const MAX_DECIDED = 100;

/** How much an admin may write to a decision, in UTF-16 units. */
export const MAX_REASON_LENGTH = 500;

/** The most that a person's own daily limit may be, in US dollars. */
export const MAX_PERSON_DAY_USD = 10_000;

/** `POST /api/admin/decisions`. `day_usd`: the person's own daily limit, with an approval; null is the platform's. */
export const DecisionsInput = z
  .strictObject({
    uids: z.array(DocumentId).min(1).max(MAX_DECIDED),
    decision: Decision,
    reason: text().trim().max(MAX_REASON_LENGTH).optional(),
    day_usd: z.number().positive().max(MAX_PERSON_DAY_USD).nullable().optional(),
  })
  .refine(({ decision, day_usd }) => decision === 'approve' || day_usd === undefined, {
    path: ['day_usd'],
    message: 'goes with an approval only',
  });
export type DecisionsInput = z.input<typeof DecisionsInput>;

/** What became of each person; `code` says why one was left alone. */
export const DecisionsAnswer = z.object({
  results: z.array(z.object({ uid: z.string(), ok: z.boolean(), beta_status: BetaStatus.nullable(), code: z.string().nullable() })),
});
export type DecisionsAnswer = z.infer<typeof DecisionsAnswer>;

/** `POST /api/beta/decision/preview` and `POST /api/beta/decision`. */
export const DecisionToken = z.strictObject({ token: z.string().min(1).max(200) });
export const DecisionPreview = z.object({
  name: z.string(),
  email: z.string(),
  purpose: z.string(),
  decision: z.enum(['approve', 'deny']),
});
export type DecisionPreview = z.infer<typeof DecisionPreview>;
export const DecidedByLink = z.object({ name: z.string(), beta_status: BetaStatus });

/** `decision_links/{sha-256 of the token}`: read by functions only. Good while `seq` is still the person's `decision_seq`, once, for 14 days. */
export const DecisionLinkDocument = z.object({
  uid: z.string(),
  decision: z.enum(['approve', 'deny']),
  admin: z.string(),
  seq: z.number().int().nonnegative(),
  created_at: DocumentTime,
  expires_at: DocumentTime,
});
export type DecisionLinkDocument = z.infer<typeof DecisionLinkDocument>;

/**
 * `applicants/{sha-256 of the Google account's id}`: under which uid a Google account applied; read by functions only. A sign-in account that its person
 * deletes comes back under another uid, and what was decided must not be forgotten with the old one.
 */
export const ApplicantDocument = z.object({ uid: z.string(), at: DocumentTime });
export type ApplicantDocument = z.infer<typeof ApplicantDocument>;

export const AuditAction = z.enum(['approve', 'deny', 'undo', 'revoke', 'settings', 'mail_retry', 'recount', 'account_deleted']);
export type AuditAction = z.infer<typeof AuditAction>;

/** The way of an entry: that of a decision, or the account page, on which people delete their own accounts. */
export const AuditVia = z.enum([...DecidedVia.options, 'account_page']);
export type AuditVia = z.infer<typeof AuditVia>;

const auditFields = <T extends z.ZodType>(time: T) => ({
  at: time,
  action: AuditAction,
  /** The admin's address; `console` for a change by hand; empty where the account was deleted. */
  by: z.string(),
  via: AuditVia,
  /** Whom or what it was done to: a uid, a mail's id, `settings/platform`, or `stats/all`; empty where the account was deleted. */
  target: z.string(),
  reason: z.string().nullable(),
});

/** `audit/{id}`: what admins did, and that accounts were deleted. Never changed, but that a deleted account takes its person out of it. */
export const AuditDocument = z.object(auditFields(DocumentTime));
export type AuditDocument = z.infer<typeof AuditDocument>;
/** An entry as the admin page lists it; `email` is the address of the person it was done to, null where there is none (any more). */
export const AuditEntry = z.object({ id: z.string(), ...auditFields(WireTime), email: z.string().nullable() });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditList = z.object({ entries: z.array(AuditEntry), next: z.string().optional() });
export type AuditList = z.infer<typeof AuditList>;

/** A person as the admin pages show them. */
export const Person = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  beta_status: BetaStatus,
  admin: z.boolean(),
  locale: Locale,
  last_login: WireTime,
  day_usd: z.number().positive().nullable(),
  spent_today_usd: z.number(),
});
export type Person = z.infer<typeof Person>;
export const PersonList = z.object({ people: z.array(Person), next: z.string().optional() });
export type PersonList = z.infer<typeof PersonList>;

/**
 * What each decision makes of a person in each state; what is not named is refused. Somebody may be let in without having applied, and `undo` needs an
 * application to go back to.
 */
export const DECISIONS: Readonly<Record<BetaStatus, Partial<Readonly<Record<Decision, BetaStatus>>>>> = {
  none: { approve: 'approved' },
  applied: { approve: 'approved', deny: 'denied' },
  approved: { revoke: 'revoked', undo: 'applied' },
  denied: { approve: 'approved', undo: 'applied' },
  revoked: { approve: 'approved', undo: 'applied' },
};
