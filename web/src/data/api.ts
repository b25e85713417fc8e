import { type Access, type Answers, type Operation, Problem, type Versioning } from '@oma/contract';
import type * as z from 'zod';

/** A refusal of the API, or no answer at all (`code` is then `offline`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  readonly errors: readonly { path: string; message: string }[];

  constructor(code: string, status: number, detail: string, errors: readonly { path: string; message: string }[] = []) {
    super(detail);
    this.code = code;
    this.status = status;
    this.errors = errors;
  }

  /** Whether what was asked for may have been done all the same. */
  get isUnanswered(): boolean {
    return this.code === 'offline' || this.status >= 500;
  }
}

type Field<K extends string, T> = T extends undefined
  ? { [k in K]?: undefined }
  : Record<string, never> extends T
    ? { [k in K]?: T }
    : { [k in K]: T };

/** What a call has to be given: each part that its operation has. `version` is the one that was edited. */
export type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, V extends Versioning> = Field<'params', z.input<P>> &
  Field<'query', z.input<Q>> &
  Field<'body', z.input<B>> &
  (V extends 'edited' ? { version: number } : { version?: undefined }) & { headers?: Headers };

type Headers = Readonly<Record<string, string>>;
type Parts = { params?: unknown; query?: unknown; body?: unknown; version?: number | undefined; headers?: Headers };

/** Calls the API as the signed-in person, or as nobody where the operation is public, and checks the answer. Throws `ApiError`. */
export async function callApi<
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  V extends Versioning,
  S extends z.ZodType,
>(told: Operation<A, P, Q, B, V, { readonly [K in 200 | 201 | 202]?: S }>, given: Given<P, Q, B, V>): Promise<z.output<S>> {
  const response = await send(told, given);
  const schema = told.answers[200] ?? told.answers[201] ?? told.answers[202];
  if (schema === undefined) throw new Error(`${told.path} has no answer to read`);
  return schema.parse(await response.json());
}

/** The same, where the answer says nothing that is needed but its status, with which it resolves. */
export async function callApiQuietly<
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  V extends Versioning,
  R extends Answers,
>(told: Operation<A, P, Q, B, V, R>, given: Given<P, Q, B, V>): Promise<number> {
  const { status } = await send(told, given);
  return status;
}

/** The answer itself, where it is not JSON. Throws `ApiError`. */
export async function send(
  told: Pick<Operation, 'method' | 'path' | 'access'>,
  { params, query, body, version, headers }: Parts,
): Promise<Response> {
  const token = told.access === 'public' ? null : await readToken();
  let response: Response;
  try {
    response = await fetch(`${filled(told.path, entries(params))}${queryString(entries(query))}`, {
      method: told.method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError('offline', 0, 'the request did not arrive');
  }
  if (response.ok) return response;
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (!problem.success) throw new ApiError('internal', response.status, 'the answer is not one of the API');
  throw new ApiError(problem.data.code, response.status, problem.data.detail, problem.data.errors ?? []);
}

const entries = (part: unknown): [string, string][] =>
  Object.entries(part ?? {}).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );

/** The slashes of a path stay: what stands between here and the API may take encoded ones for others. */
const filled = (path: string, params: readonly [string, string][]): string =>
  params.reduce((whole, [name, value]) => {
    const encoded = encodeURIComponent(value);
    return whole.replace(`{${name}}`, name === 'path' ? encoded.replaceAll('%2F', '/') : encoded);
  }, path);

const queryString = (query: [string, string][]): string => (query.length === 0 ? '' : `?${new URLSearchParams(query).toString()}`);

/** Sign-in is loaded only where somebody calls who must say who it is. */
async function readToken(): Promise<string | null> {
  const { idToken } = await import('./auth.ts');
  return idToken();
}
