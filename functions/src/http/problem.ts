import { type Problem, type ProblemCode, PROBLEMS } from '@oma/contract';
import type * as z from 'zod';

export type FieldError = { path: string; message: string };

/** An expected refusal on its way to the edge. Thrown by the thin entry points only; logic returns unions. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    given: { errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'ProblemError';
    this.code = code;
    this.detail = detail;
    this.errors = given.errors;
    this.headers = given.headers ?? {};
  }
}

/** The refusal of an address that `isReadableAddress` finds broken. */
export const badAddress = (): ProblemError => new ProblemError('bad_address', 'A percent sign in the address begins no code of UTF-8.');

/** The RFC 9457 body of a refusal. */
export function problemBody(error: ProblemError): Problem {
  const { status, title } = PROBLEMS[error.code];
  const errors = error.errors === undefined ? {} : { errors: [...error.errors] };
  return { type: `urn:problem:${error.code}`, title, status, code: error.code, detail: error.detail, ...errors };
}

export const problemResponse = (error: ProblemError): Response =>
  new Response(JSON.stringify(problemBody(error)), {
    status: PROBLEMS[error.code].status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...error.headers },
  });

/** Where a value broke its schema, for `errors` of a 422. A field that the schema does not know stands for itself. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not a field of this' }))
      : { path: issue.path.join('.'), message: issue.message },
  );
