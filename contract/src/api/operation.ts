import * as z from 'zod';
import type { ProblemCode } from '../problem.ts';

/** Who may call: anybody; a person, that is a verified Google account; a member, that is a person with approved access; an admin. */
export type Access = 'public' | 'person' | 'member' | 'admin';

/** `shown`: the answer's `ETag` names a version. `edited`: besides, `If-Match` must name the one that was edited. */
export type Versioning = 'none' | 'shown' | 'edited';

/** The answer of a download: bytes of one of these types, saved under a name that the answer gives. `json` is what those of `application/json` hold. */
export type Download = { readonly downloads: readonly string[]; readonly json?: z.ZodType };

export type Answers = Readonly<Partial<Record<200 | 201 | 202 | 204, z.ZodType | Download | null>>>;

/**
 * One call of the HTTP API, told once: handlers, the OpenAPI document and the web client are typed by it. `params`, `query` and `body` are parsed before the
 * handler is called; what is unknown in a query or a body is refused.
 */
export type Operation<
  A extends Access = Access,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  V extends Versioning = Versioning,
  R extends Answers = Answers,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: `/api/${string}`;
  readonly access: A;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What fills the braces of the path; what does not match is not found. */
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly versioning: V;
  /** Whether an answer of 201 says in `Location` where what was made can be read. */
  readonly located: boolean;
  readonly answers: R;
  /** The problems of its own, beside those that every call of its kind may have. */
  readonly problems: readonly ProblemCode[];
};

const NO_BODY = z.undefined();

/** Whether a call takes a body. */
export const takesBody = ({ body }: { body: z.ZodType }): boolean => body !== NO_BODY;

/** The call that has nothing to it; an operation spreads it and says what it has. */
export const BARE = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: NO_BODY,
  versioning: 'none',
  located: false,
  problems: [],
} as const;

/** Keeps the exact type of an operation. */
export const operation = <
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  V extends Versioning,
  const R extends Answers,
>(
  told: Operation<A, P, Q, B, V, R>,
): Operation<A, P, Q, B, V, R> => told;

type ContentOf<T> = T extends z.ZodType ? z.input<T> : T extends Download ? string | ReadableStream<Uint8Array> : null;

/** What a handler answers: one of the operation's statuses with what belongs to it. */
export type Reply<R extends Answers> = {
  [S in keyof R & keyof Answers]: { status: S; body: ContentOf<R[S]>; headers?: Readonly<Record<string, string>> };
}[keyof R & keyof Answers];

/** Every problem that a call of this operation may be answered with. */
export function problemsOf(told: Operation): ProblemCode[] {
  const codes = new Set<ProblemCode>(['internal', 'method_not_allowed', ...told.problems]);
  if (told.access !== 'public') codes.add('unauthenticated');
  if (told.access === 'member') codes.add('not_approved');
  if (told.access === 'admin') codes.add('forbidden');
  if (told.params !== BARE.params) for (const code of ['bad_address', 'not_found'] as const) codes.add(code);
  codes.add('invalid');
  if (takesBody(told)) for (const code of ['bad_json', 'too_large'] as const) codes.add(code);
  if (told.versioning === 'edited') for (const code of ['version_required', 'stale_version'] as const) codes.add(code);
  return [...codes];
}
