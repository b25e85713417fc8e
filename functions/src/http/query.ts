import type { Context } from 'hono';
import type * as z from 'zod';
import { fieldErrors, ProblemError } from './problem.ts';

/** The query of the address, checked. */
export function queryOf<T extends z.ZodType>(context: Context, schema: T): z.output<T> {
  const parsed = schema.safeParse(context.req.query());
  if (!parsed.success) throw new ProblemError('invalid', 'The query is not valid; see errors.', { errors: fieldErrors(parsed.error) });
  return parsed.data;
}
