import { IncomingMessage, Server } from 'node:http';

/** The functions that take JSON from outside; triggers keep what the platform sends them. */
const HTTP_FUNCTIONS = ['api', 'runs', 'tasks'];

/**
 * Hands bodies over as they came. The server in front of a deployed function parses JSON before the function is called, and answers half a body with an
 * HTML page that shows its own stack. It leaves bytes of an unknown type alone, so JSON is declared as that; `parseBody` reads and refuses it properly.
 */
export function keepRawJsonBodies(target: string | undefined): void {
  if (target === undefined || !HTTP_FUNCTIONS.includes(target)) return;
  const emit: unknown = Reflect.get(Server.prototype, 'emit');
  if (typeof emit !== 'function') return;
  Reflect.set(Server.prototype, 'emit', function (this: Server, ...args: unknown[]): unknown {
    const [event, request] = args;
    if (
      event === 'request' &&
      request instanceof IncomingMessage &&
      request.headers['content-type']?.startsWith('application/json') === true
    ) {
      request.headers['content-type'] = 'application/octet-stream';
    }
    const handled: unknown = Reflect.apply(emit, this, args);
    return handled;
  });
}
