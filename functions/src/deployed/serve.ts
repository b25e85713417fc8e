import { getRequestListener } from '@hono/node-server';
import type { Request } from 'firebase-functions/https';
import type { Hono } from 'hono';
import type { ServerResponse } from 'node:http';

/** Serves a Hono app, made at the first request, as an HTTP function. */
export function serve(make: () => Hono): (request: Request, response: ServerResponse) => Promise<void> {
  let listener: ReturnType<typeof getRequestListener> | null = null;
  return async (request, response) => {
    listener ??= getRequestListener(make().fetch);
    await listener(request, response);
  };
}
