import { DEFAULT_CONFIG, type RunAgent } from '@oma/contract';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import { type ModelProxy, startModelProxy } from './model-proxy.ts';

const KEY = 'the-real-key';
const MODEL = 'claude-sonnet-5-5';
/** A dollar for each token, so that a budget is a number of tokens. */
const agent: RunAgent = {
  id: 'a',
  version: 1,
  name: 'Agent',
  config: { ...DEFAULT_CONFIG, model: MODEL },
  price: { input_usd: 1e6, output_usd: 1e6 },
};

let provider: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { path: string; key: string; body: Record<string, unknown> }[];
let proxy: ModelProxy;
let proxyPort: number;
let openProxy: (idleTimeoutMs?: number) => void;

const port = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const stream = (response: ServerResponse, ...events: object[]): void => {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) response.write(`event: x\ndata: ${JSON.stringify(event)}\n\n`);
};
const start = (inputTokens: number): object => ({
  type: 'message_start',
  message: { usage: { input_tokens: inputTokens, output_tokens: 1 } },
});

beforeEach(async () => {
  seen = [];
  provider = createServer((request, response) => {
    let raw = '';
    request.on('data', (data: Buffer) => (raw += data.toString()));
    request.on('end', () => {
      const body = JSON.parse(raw === '' ? '{}' : raw) as Record<string, unknown>;
      seen.push({ path: request.url ?? '', key: String(request.headers['x-api-key']), body });
      answer(request, response);
    });
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const container: Pick<Container, 'proxyAddress' | 'proxyListens' | 'workspace'> = {
    workspace: '/workspace',
    proxyAddress: { host: '127.0.0.1', port: 0 },
    proxyListens: (chosen) => (proxyPort = chosen ?? 0),
  };
  proxy = await startModelProxy(container as Container);
  openProxy = (idleTimeoutMs = 5000) => proxy.open({ baseUrl: `http://127.0.0.1:${port(provider)}/`, key: KEY, idleTimeoutMs });
  openProxy();
  proxy.useAgent(agent);
});
afterEach(() => {
  proxy.close();
  provider.close();
  provider.closeAllConnections();
});

const ask = (path = '/v1/messages', token = proxy.token, body: string = JSON.stringify({ model: 'x', stream: true, messages: [] })) =>
  fetch(`http://127.0.0.1:${proxyPort}${path}`, { method: 'POST', headers: { 'x-api-key': token }, body });

describe('the key proxy', () => {
  it('lets nobody through without the run’s token, and nothing but two calls', async () => {
    answer = (_request, response) => response.end('{}');
    expect((await ask('/v1/messages', 'wrong')).status).toBe(401);
    for (const path of ['/v1/files', '/v1/messages/batches', '/v1/models', '/', '/v1/messages/../files']) {
      expect((await ask(path)).status).toBe(404);
    }
    expect((await ask('/v1/messages', proxy.token, '{"half": ')).status).toBe(400);
    expect(seen).toEqual([]);
  });

  it('asks with the key and the agent’s model, counts the stream, and passes it on unchanged', async () => {
    answer = (_request, response) => {
      stream(
        response,
        start(3),
        { type: 'content_block_delta', delta: { text: 'hello' } },
        { type: 'message_delta', usage: { output_tokens: 4 } },
      );
      response.end();
    };
    const meter = proxy.beginTurn(100, () => undefined);
    const text = await (await ask()).text();
    expect(text).toContain('"hello"');
    expect(seen).toMatchObject([{ path: '/v1/messages', key: KEY, body: { model: MODEL } }]);
    expect(meter.usage).toEqual({ input_tokens: 3, output_tokens: 4, cost_usd: 7 });
    expect(proxy.lastFailure()).toBeNull();
  });

  it('breaks a stream off at the turn’s budget and refuses the next request', async () => {
    let brokenOff = false;
    answer = (_request, response) => {
      stream(response, start(1));
      const timer = setInterval(() => stream(response, { type: 'content_block_delta', delta: { text: 'x'.repeat(8) } }), 5);
      response.once('close', () => {
        brokenOff = true;
        clearInterval(timer);
      });
    };
    let reached = 0;
    const meter = proxy.beginTurn(20, () => (reached += 1));
    await expect((async () => (await ask()).text())()).rejects.toThrow();
    await expect.poll(() => brokenOff).toBe(true);
    expect(reached).toBe(1);
    expect(meter.usage.cost_usd).toBeGreaterThanOrEqual(20);
    expect(meter.usage.cost_usd).toBeLessThan(40);
    expect((await ask()).status).toBe(400);
    expect(seen).toHaveLength(1);
    expect(proxy.lastFailure()).toEqual({ kind: 'budget' });
  });

  it('asks nothing between turns', async () => {
    answer = (_request, response) => response.end('{}');
    expect((await ask()).status).toBe(400);
    proxy.beginTurn(10, () => undefined);
    proxy.endTurn();
    expect((await ask()).status).toBe(400);
    expect(seen).toEqual([]);
  });

  it('carries the key to no other address', async () => {
    let stolen: string | null = null;
    const thief = createServer((request, response) => {
      stolen = String(request.headers['x-api-key']);
      response.end('{}');
    });
    thief.listen(0, '127.0.0.1');
    await once(thief, 'listening');
    answer = (_request, response) => response.writeHead(307, { location: `http://127.0.0.1:${port(thief)}/` }).end();
    proxy.beginTurn(10, () => undefined);
    expect((await ask()).status).toBe(502);
    thief.close();
    expect(stolen).toBeNull();
    expect(proxy.lastFailure()).toEqual({ kind: 'unreachable' });
  });

  it.each([
    [529, { kind: 'overloaded', status: 529 }],
    [429, { kind: 'overloaded', status: 429 }],
    [400, { kind: 'refused', status: 400 }],
    [401, { kind: 'refused', status: 401 }],
  ])('remembers why: %i', async (status, failure) => {
    answer = (_request, response) => response.writeHead(status).end('{}');
    proxy.beginTurn(10, () => undefined);
    expect((await ask()).status).toBe(status);
    expect(proxy.lastFailure()).toEqual(failure);
  });

  it('gives up on a model that falls silent, and counts what it said until then', async () => {
    openProxy(200);
    answer = (_request, response) => stream(response, start(5));
    const meter = proxy.beginTurn(100, () => undefined);
    await expect((async () => (await ask()).text())()).rejects.toThrow();
    expect(proxy.lastFailure()).toEqual({ kind: 'silent' });
    expect(meter.usage.input_tokens).toBe(5);
  });

  it('stops asking when Claude Code hangs up', async () => {
    let isClosed = false;
    answer = (_request, response) => {
      stream(response, start(1));
      response.once('close', () => (isClosed = true));
    };
    proxy.beginTurn(100, () => undefined);
    const gone = new AbortController();
    const response = await fetch(`http://127.0.0.1:${proxyPort}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': proxy.token },
      body: JSON.stringify({ model: 'x', messages: [] }),
      signal: gone.signal,
    });
    expect(response.status).toBe(200);
    gone.abort();
    await expect.poll(() => isClosed).toBe(true);
    await sleep(0);
    expect(proxy.lastFailure()).toBeNull();
  });
});
