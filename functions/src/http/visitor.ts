import type { Context } from 'hono';

/** Whoever calls what anybody may call. `address`: theirs, as Hosting or Google's front server says it; null where neither stands before this. */
export type Visitor = { address: string | null };

const LONGEST = 45;

/** Behind Hosting `x-forwarded-for` begins with the visitor as well, but Hosting's own header cannot be added to by them. */
export function visitorOf({ req }: Context): Visitor {
  const address = req.header('fastly-client-ip') ?? req.header('x-forwarded-for')?.split(',', 1)[0];
  return { address: address === undefined || address.trim() === '' ? null : address.trim().slice(0, LONGEST) };
}
