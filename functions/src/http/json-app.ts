import { describeError, readTraceparent } from '@oma/contract';
import { Hono, type Context, type Env } from 'hono';
import { routePath } from 'hono/route';
import type * as z from 'zod';
import { inTrace, joinTrace } from '../log-context.ts';
import { isReadableAddress } from './address.ts';
import type { Log } from '../log.ts';
import { badAddress, fieldErrors, ProblemError, problemResponse } from './problem.ts';

/**
 * A Hono app that answers every failure as problem+json. An unknown error is logged without its message and shown as `internal`. A request's work belongs to the
 * trace that its caller names once `joinCallersTrace` says so.
 */
export function jsonApp<E extends Env>(log: Log): Hono<E> {
  const app = new Hono<E>();
  app.use((_, next) => inTrace(null, next));
  app.use(async ({ req }, next) => {
    if (!isReadableAddress(new URL(req.url).pathname)) throw badAddress();
    await next();
  });
  app.notFound(() => problemResponse(new ProblemError('not_found', 'There is nothing at this address.')));
  app.onError((error, context) => {
    if (error instanceof ProblemError) return problemResponse(error);
    log('ERROR', 'request_failed', { route: `${context.req.method} ${routePath(context)}`, ...describeError(error) });
    return problemResponse(
      new ProblemError(
        'internal',
        'Something broke on our side. Nothing was changed by this request unless it says so; trying again is safe.',
      ),
    );
  });
  return app;
}

/** Takes the trace that the caller names. For when it is known who calls: a stranger must not write lines into the trace of somebody's message. */
export const joinCallersTrace = ({ req }: Context): void => joinTrace(readTraceparent(req.header('traceparent')));

/** The request's JSON body, checked. Half a body, a body of another type or one too large is a clear refusal; an absent body counts as `{}`. */
export async function parseBody<T extends z.ZodType>(context: Context, schema: T, maxBytes: number): Promise<z.output<T>> {
  const declared = Number(context.req.header('content-length') ?? 0);
  if (declared > maxBytes) throw tooLarge(maxBytes);
  const text = await context.req.text();
  if (Buffer.byteLength(text) > maxBytes) throw tooLarge(maxBytes);
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw new ProblemError('invalid', 'Some fields are not valid; see errors.', { errors: fieldErrors(parsed.error) });
  return parsed.data;
}

const tooLarge = (maxBytes: number): ProblemError => new ProblemError('too_large', `The body may have at most ${maxBytes} bytes.`);

function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('bad_json', 'The body is not valid JSON; it may have been cut off.');
  }
}
