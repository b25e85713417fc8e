import { buffer } from 'node:stream/consumers';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean> | boolean;

/** Reads a whole request body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  return buffer(request);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/**
 * Whether a web page of another origin asks, or one that had its name pointed at this machine. Any page open in a browser here could otherwise use these
 * servers, which know no sign-in.
 */
function isFromElsewhere(request: IncomingMessage, port: number, guests: readonly string[]): boolean {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { origin, host } = request.headers;
  const known = [...own.map((address) => `http://${address}`), ...guests];
  return (origin !== undefined && !known.includes(origin)) || (host !== undefined && !own.includes(host));
}

/**
 * Serves on 127.0.0.1; the first handler that answers true has answered. Rejects where the port is taken. `guestsAt`: the other origins whose pages may ask
 * for an address; none where it is not given.
 */
export async function serve(
  port: number,
  handlers: readonly Handler[],
  guestsAt: (url: URL) => readonly string[] = () => [],
): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (isFromElsewhere(request, port, guestsAt(url))) {
        sendJson(response, 403, { error: { code: 403, status: 'PERMISSION_DENIED', message: 'only programs of this machine may ask' } });
        return;
      }
      for (const handle of handlers) if (await handle(request, response, url)) return;
      sendJson(response, 404, { error: { code: 404, status: 'NOT_FOUND', message: `nothing at ${url.pathname}` } });
    })().catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 500, { error: { code: 500, status: 'INTERNAL', message: String(error) } });
      else response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

/** Google's error body, which the generated clients turn into their errors. */
export function sendGoogleError(response: ServerResponse, code: number, status: string, message: string): true {
  sendJson(response, code, { error: { code, status, message } });
  return true;
}
