import * as z from 'zod';

/** The stable codes of the HTTP API and of the run protocol, each with its status and title. */
export const PROBLEMS = {
  bad_json: { status: 400, title: 'The body is not valid JSON' },
  bad_address: { status: 400, title: 'The address cannot be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  not_approved: { status: 403, title: 'Beta access is not approved' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This address knows no such method' },
  conflict: { status: 409, title: 'The state does not allow this' },
  run_gone: { status: 409, title: 'The run is no longer the session’s' },
  gone: { status: 410, title: 'This was used already, or is over' },
  stale_version: { status: 412, title: 'Somebody saved a newer version' },
  too_large: { status: 413, title: 'The body is too large' },
  invalid: { status: 422, title: 'Some fields are not valid' },
  tests_required: { status: 409, title: 'Its tests have not passed' },
  version_required: { status: 428, title: 'Send If-Match with the version' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'A fault of the platform' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457. `code` is stable; `title` and `detail` are English for developers. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** `GET /api/health`. */
export const Health = z.object({ ok: z.boolean(), version: z.string() });
export type Health = z.infer<typeof Health>;
