import * as z from 'zod';
import { DocumentTime, WireTime } from './time.ts';

export const Locale = z.enum(['ko', 'en']);
export type Locale = z.infer<typeof Locale>;
export const BetaStatus = z.enum(['none', 'applied', 'approved', 'denied', 'revoked']);
export type BetaStatus = z.infer<typeof BetaStatus>;

const userFields = <T extends z.ZodType>(time: T) => ({
  google_id: z.string(),
  email: z.string(),
  name: z.string(),
  picture: z.string(),
  verified_email: z.boolean(),
  created_at: time,
  last_login: time,
  beta_approved: z.boolean(),
  beta_applied_at: time.nullable(),
  beta_status: BetaStatus,
  decision_seq: z.number().int().nonnegative(),
  admin: z.boolean(),
  /** Korean until the person changes it. */
  locale: Locale,
  consent: z.object({ version: z.string(), at: time }).nullable(),
});

/** `users/{uid}`. */
export const UserDocument = z.object(userFields(DocumentTime));
export type UserDocument = z.infer<typeof UserDocument>;

/** What the model costs a person today, and what is left. `limit_usd` is the platform's `person_day_usd`. */
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
export const Me = z.object({ ...userFields(WireTime), uid: z.string(), budget: BudgetToday, platform: PlatformInfo });
export type Me = z.infer<typeof Me>;

/** `PATCH /api/me`. */
export const MePatch = z.strictObject({ locale: Locale });
export type MePatch = z.infer<typeof MePatch>;

/** `POST /api/auth/google`. */
export const GoogleUser = UserDocument.pick({ google_id: true, email: true, name: true, picture: true, verified_email: true });
export const SignInAnswer = z.object({ success: z.literal(true), user: GoogleUser });
export type SignInAnswer = z.infer<typeof SignInAnswer>;
