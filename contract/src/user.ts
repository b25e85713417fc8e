import * as z from 'zod';
import { DocumentTime, WireTime } from './time.ts';

export const Locale = z.enum(['ko', 'en']);
export type Locale = z.infer<typeof Locale>;
export const BetaStatus = z.enum(['none', 'applied', 'approved', 'denied', 'revoked']);
export type BetaStatus = z.infer<typeof BetaStatus>;

export const Notices = z.enum(['single', 'digest']);
export type Notices = z.infer<typeof Notices>;

const userFields = <T extends z.ZodType>(time: T) => ({
  google_id: z.string(),
  email: z.string(),
  name: z.string(),
  picture: z.string(),
  verified_email: z.boolean(),
  created_at: time,
  last_login: time,
  /** Whatever is no plain `true`, a slip of the console for example, is no approval. */
  beta_approved: z.boolean().catch(false),
  beta_applied_at: time.nullable(),
  beta_status: BetaStatus,
  decision_seq: z.number().int().nonnegative(),
  admin: z.boolean(),
  /** Korean until the person changes it. */
  locale: Locale,
  consent: z.object({ version: z.string(), at: time }).nullable(),
  /** The person's own daily limit in US dollars; null: the platform's. */
  day_usd: z.number().positive().nullable().default(null),
  /** How an admin is told of applications: each by itself, or all of a day together. */
  notices: Notices.default('single'),
  /** Whether a letter says that long work ended while no page was open. */
  run_mails: z.boolean().default(true),
});

/** `users/{uid}`. */
export const UserDocument = z.object(userFields(DocumentTime));
export type UserDocument = z.infer<typeof UserDocument>;

/** A person who has never been here, with what is known already. */
export const newUser = (now: Date, known: Partial<UserDocument> = {}): UserDocument => ({
  google_id: '',
  email: '',
  name: '',
  picture: '',
  verified_email: false,
  created_at: now,
  last_login: now,
  beta_approved: false,
  beta_applied_at: null,
  beta_status: 'none',
  decision_seq: 0,
  admin: false,
  locale: 'ko',
  consent: null,
  day_usd: null,
  notices: 'single',
  run_mails: true,
  ...known,
});

/** What the model costs a person today, and what is left. `limit_usd` is the person's own daily limit, or the platform's `person_day_usd`. */
export const BudgetToday = z.object({ day: z.string(), spent_usd: z.number(), limit_usd: z.number(), left_usd: z.number() });
export type BudgetToday = z.infer<typeof BudgetToday>;

/** Facts about this deployment that every page shows. */
export const PlatformInfo = z.object({
  name: z.string(),
  /** The scripted model answers; no money is spent. */
  simulation: z.boolean(),
  /** The container around Claude Code cannot exist on this machine. */
  reduced_isolation: z.boolean(),
});
export type PlatformInfo = z.infer<typeof PlatformInfo>;

/** `GET /api/me`. */
export const Me = z.object({
  ...userFields(WireTime),
  uid: z.string(),
  budget: BudgetToday,
  platform: PlatformInfo.extend({ notice: z.string() }),
  consent_version: z.string(),
});
export type Me = z.infer<typeof Me>;

/** `PATCH /api/me`. */
export const MePatch = z
  .strictObject({ locale: Locale.optional(), notices: Notices.optional(), run_mails: z.boolean().optional() })
  .refine((patch) => Object.keys(patch).length > 0, 'must change something');
export type MePatch = z.infer<typeof MePatch>;

/** `POST /api/auth/google`. */
export const GoogleUser = UserDocument.pick({ google_id: true, email: true, name: true, picture: true, verified_email: true });
export const SignInAnswer = z.object({ success: z.literal(true), user: GoogleUser });
export type SignInAnswer = z.infer<typeof SignInAnswer>;
