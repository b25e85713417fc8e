import { request, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendJson, serve } from './json-server.ts';

const PORT = 19_871;
let server: Server;
beforeEach(async () => {
  server = await serve(PORT, [
    (_request, response) => {
      sendJson(response, 200, {});
      return true;
    },
  ]);
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const statusWith = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: PORT, method: 'POST', path: '/', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });

describe('a server of this machine', () => {
  it.each([
    [{}, 200],
    [{ host: `localhost:${PORT}` }, 200],
    [{ origin: `http://127.0.0.1:${PORT}` }, 200],
    [{ origin: 'https://example.com' }, 403],
    [{ origin: 'null' }, 403],
    [{ host: `rebound.example.com:${PORT}` }, 403],
  ])('answers %j with %i', async (headers: Record<string, string>, status) => {
    expect(await statusWith(headers)).toBe(status);
  });
});
