import { type IncomingMessage, request, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

/** Asks the model through the proxy's own door, as Claude Code does: what it costs is set aside and counted. The stream it answers with; null where it does not. */
export async function askThrough(server: Server, token: string, body: object, signal: AbortSignal): Promise<string | null> {
  const address = server.address();
  if (address === null) return null;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(
      {
        ...(typeof address === 'string' ? { socketPath: address } : { host: address.address, port: address.port }),
        method: 'POST',
        path: '/v1/messages',
        headers: { 'content-type': 'application/json', 'x-api-key': token },
        signal,
      },
      resolve,
    )
      .once('error', reject)
      .end(JSON.stringify(body));
  });
  const said = await text(answer);
  return answer.statusCode === 200 ? said : null;
}
