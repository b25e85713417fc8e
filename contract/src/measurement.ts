import * as z from 'zod';

/** The pages by their names: what is measured says on which it was, never at which address. */
export const MEASURED_PAGES = [
  'main',
  'privacy',
  'api-reference',
  'not-found',
  'dashboard',
  'agents',
  'agent',
  'sessions',
  'workspace',
  'account',
  'admin',
  'decision',
  'shared',
] as const;
export const MeasuredPage = z.enum(MEASURED_PAGES);
export type MeasuredPage = z.infer<typeof MeasuredPage>;

/** The names of errors that are told apart: the language's, the browser's, ours. */
export const ERROR_NAMES = [
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AbortError',
  'DataCloneError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotSupportedError',
  'QuotaExceededError',
  'SecurityError',
  'TimeoutError',
  'ApiError',
  'FirebaseError',
  'ZodError',
  'other',
] as const;

/** What an error's message comes to: its own words may hold what somebody wrote, so of each only its kind is sent. */
export const ERROR_KINDS = [
  /** Something was read or called that is not there. */
  'missing',
  'too_deep',
  'unreadable',
  /** A part of the pages did not come: the connection is gone, or a deployment replaced it. */
  'part_lost',
  'offline',
  'broken_off',
  'no_room',
  'not_allowed',
  'layout_loop',
  /** The browser hides what happened in a script of somebody else. */
  'hidden',
  'other',
] as const;

/** How much of what went wrong is taken: of one page, and of each fault's way there. */
export const MAX_ERRORS_OF_PAGE = 5;
export const MAX_FRAMES = 8;

/** Where in a script of ours: `file.js:line:column`. */
export const FRAME_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}\.js:[0-9]{1,7}:[0-9]{1,7}$/;

export const FrontEndError = z.strictObject({
  name: z.enum(ERROR_NAMES),
  kind: z.enum(ERROR_KINDS),
  at: z.array(z.string().regex(FRAME_PATTERN)).max(MAX_FRAMES),
});
export type FrontEndError = z.infer<typeof FrontEndError>;

/** Beyond it a measurement is a mistake. */
const MOST_MS = 600_000;

/** `POST /api/measurements`: what a browser whose person wants it measured of one page. `lcp` and `inp` in milliseconds; `cls` has no unit. */
export const Measurements = z.strictObject({
  page: MeasuredPage,
  vitals: z
    .strictObject({
      lcp: z.number().min(0).max(MOST_MS).optional(),
      inp: z.number().min(0).max(MOST_MS).optional(),
      cls: z.number().min(0).max(1000).optional(),
    })
    .optional(),
  errors: z.array(FrontEndError).max(MAX_ERRORS_OF_PAGE).optional(),
});
export type Measurements = z.input<typeof Measurements>;
