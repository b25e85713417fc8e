import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isReadableAddress } from '../http/address.ts';
import { badAddress, problemBody } from '../http/problem.ts';

/** The functions that are called from outside; triggers keep what the platform sends them. */
const HTTP_FUNCTIONS = ['api', 'runs', 'tasks'];

/**
 * Comes before the server in front of a deployed function, which answers what it cannot read with an HTML page that shows its own stack. An address with a
 * broken percent-encoding is refused as our own; bodies are handed over as they came: the server leaves bytes of an unknown type alone, so JSON is declared
 * as that, and `parseBody` reads and refuses it properly.
 */
export function comeBeforeServer(target: string | undefined): void {
  if (target === undefined || !HTTP_FUNCTIONS.includes(target)) return;
  const emit: unknown = Reflect.get(Server.prototype, 'emit');
  if (typeof emit !== 'function') return;
  Reflect.set(Server.prototype, 'emit', function (this: Server, ...args: unknown[]): unknown {
    const [event, request, response] = args;
    if (event === 'request' && request instanceof IncomingMessage && response instanceof ServerResponse) {
      if (!isReadableAddress(request.url ?? '')) {
        const body = problemBody(badAddress());
        response
          .writeHead(body.status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
          .end(JSON.stringify(body));
        return true;
      }
      if (request.headers['content-type']?.startsWith('application/json') === true)
        request.headers['content-type'] = 'application/octet-stream';
    }
    const handled: unknown = Reflect.apply(emit, this, args);
    return handled;
  });
}
