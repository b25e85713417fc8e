import { Problem } from '@oma/contract';
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
}

type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  ifMatch?: number;
  /** Called without saying who calls: sign-in is then not even loaded. */
  isPublic?: boolean;
};

/** Calls the API as the signed-in person and checks the answer. Throws `ApiError`. */
export async function callApi<T extends z.ZodType>(call: Call, schema: T): Promise<z.output<T>> {
  const text = await send(call);
  return schema.parse(JSON.parse(text));
}

/** The same, where the answer says nothing. */
export async function callApiQuietly(call: Call): Promise<void> {
  await send(call);
}

async function send({ method, path, body, ifMatch, isPublic = false }: Call): Promise<string> {
  const token = isPublic ? null : await readToken();
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError('offline', 0, 'the request did not arrive');
  }
  const text = await response.text();
  if (response.ok) return text;
  const problem = Problem.safeParse(parse(text));
  if (!problem.success) throw new ApiError('internal', response.status, 'the answer is not one of the API');
  throw new ApiError(problem.data.code, response.status, problem.data.detail, problem.data.errors ?? []);
}

async function readToken(): Promise<string | null> {
  const { idToken } = await import('./auth.ts');
  return idToken();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
