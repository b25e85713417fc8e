import { DEFAULT_CONFIG, type RunAgent, type Usage } from '@oma/contract';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../container/container.ts';
import type { Budget, Grant } from './budget.ts';
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
  design: null,
  judged: [],
  has_strict_limit: false,
};

let provider: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: { path: string; key: string; body: Record<string, unknown> }[];
let proxy: ModelProxy;
let proxyPort: number;
/** Grants what is asked, until `left` is gone. */
let purse: Budget & { left: number; asked: number[]; settled: { requests: number[]; usage: Usage }[]; isReady: Promise<unknown> };
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

function makePurse(): typeof purse {
  const made: typeof purse = {
    left: Infinity,
    asked: [],
    settled: [],
    isReady: Promise.resolve(),
    async reserve(usd) {
      const request = made.asked.push(usd);
      await made.isReady;
      if (usd > made.left) return { ok: false, error: 'the day is used up' };
      made.left -= usd;
      return { ok: true, value: { request, usd } };
    },
    settle: (grants: readonly Grant[], usage) => void made.settled.push({ requests: grants.map(({ request }) => request), usage }),
  };
  return made;
}

beforeEach(async () => {
  seen = [];
  purse = makePurse();
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
  const container: Pick<Container, 'proxyAddress' | 'proxyListens' | 'workspace' | 'toolbox'> = {
    workspace: '/workspace',
    toolbox: null,
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
    expect(proxy.lastFailure()).toEqual({ kind: 'not_allowed' });
    expect(seen).toEqual([]);
  });

  it('lets its own side ask on the turn’s account, by the same rules', async () => {
    answer = (_request, response) => {
      stream(response, start(100), { type: 'message_delta', usage: { output_tokens: 7 } });
      response.end();
    };
    const never = new AbortController().signal;
    const body = { model: 'other', max_tokens: 10, stream: true, messages: [{ role: 'user', content: 'hi' }] };
    const meter = proxy.beginTurn(1000, purse, () => undefined);
    expect(await proxy.ask(body, never)).toContain('message_delta');
    expect(seen).toMatchObject([{ path: '/v1/messages', key: KEY, body: { model: MODEL } }]);
    expect(meter.usage).toEqual({ input_tokens: 100, output_tokens: 7, cost_usd: 107 });
    expect(purse.settled.at(-1)?.usage).toEqual(meter.usage);
    purse.left = 0;
    expect(await proxy.ask(body, never)).toBeNull();
    proxy.endTurn();
    expect(await proxy.ask(body, never)).toBeNull();
    await expect(proxy.ask(body, AbortSignal.abort())).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  it('sends nothing that could pass a strict limit, and asks for itself as it likes', async () => {
    answer = (_request, response) => {
      stream(response, start(10), { type: 'message_delta', usage: { output_tokens: 1 } });
      response.end();
    };
    proxy.useAgent({ ...agent, has_strict_limit: true, config: { ...agent.config, max_tokens: 256, temperature: 0.7 } });
    let reached = 0;
    proxy.beginTurn(20, purse, () => (reached += 1));
    const large = JSON.stringify({ model: 'x', stream: true, messages: [{ role: 'user', content: 'x'.repeat(1000) }] });
    expect((await ask('/v1/messages', proxy.token, large)).status).toBe(400);
    expect([seen, purse.asked, reached]).toEqual([[], [], 1]);
    proxy.beginTurn(10_000, purse, () => undefined);
    expect((await ask('/v1/messages', proxy.token, large)).status).toBe(200);
    await proxy.ask({ model: 'x', max_tokens: 2000, stream: true, messages: [] }, new AbortController().signal);
    expect(seen.map(({ body }) => [body['max_tokens'], body['temperature']])).toEqual([
      [256, 0.7],
      [2000, undefined],
    ]);
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
    const meter = proxy.beginTurn(100, purse, () => undefined);
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
    const meter = proxy.beginTurn(20, purse, () => (reached += 1));
    await expect((async () => (await ask()).text())()).rejects.toThrow();
    await expect.poll(() => brokenOff).toBe(true);
    expect(reached).toBe(1);
    expect(meter.usage.cost_usd).toBeGreaterThanOrEqual(20);
    expect(meter.usage.cost_usd).toBeLessThan(40);
    expect((await ask()).status).toBe(400);
    expect(seen).toHaveLength(1);
    expect(proxy.lastFailure()).toEqual({ kind: 'budget', detail: 'the turn reached its budget' });
  });

  it('asks nothing between turns', async () => {
    answer = (_request, response) => response.end('{}');
    expect((await ask()).status).toBe(400);
    proxy.beginTurn(10, purse, () => undefined);
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
    proxy.beginTurn(10, purse, () => undefined);
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
    proxy.beginTurn(10, purse, () => undefined);
    expect((await ask()).status).toBe(status);
    expect(proxy.lastFailure()).toEqual(failure);
  });

  it('tells an account without credit from a request that is wrong', async () => {
    const error = { type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' };
    answer = (_request, response) =>
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ type: 'error', error }));
    proxy.beginTurn(10, purse, () => undefined);
    expect((await ask()).status).toBe(400);
    expect(proxy.lastFailure()).toEqual({ kind: 'refused', status: 402 });
  });

  it('gives up on a model that falls silent, and counts what it said until then', async () => {
    openProxy(200);
    answer = (_request, response) => stream(response, start(5));
    const meter = proxy.beginTurn(100, purse, () => undefined);
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
    proxy.beginTurn(100, purse, () => undefined);
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

describe('the money of a request', () => {
  /** Three bytes are a token, which costs a dollar and a quarter; ten tokens of answer are set aside at a time. */
  const SHORT = JSON.stringify({ model: MODEL, max_tokens: 10, stream: true, messages: [] });
  const inputUsd = () => (Buffer.byteLength(JSON.stringify(seen[0]?.body)) / 2) * 1.25;
  const words = (tokens: number): object => ({ type: 'content_block_delta', delta: { text: 'x'.repeat(tokens * 2) } });
  const streamOf = (...events: object[]): void => {
    answer = (_request, response) => {
      stream(response, ...events);
      response.end();
    };
  };

  it('is set aside before it is sent and settled at what it cost', async () => {
    streamOf(start(3), words(2), { type: 'message_delta', usage: { output_tokens: 4 } });
    proxy.beginTurn(100, purse, () => undefined);
    await (await ask('/v1/messages', proxy.token, SHORT)).text();
    expect(purse.asked).toEqual([expect.closeTo(inputUsd() + 10, 5)]);
    await expect.poll(() => purse.settled).toEqual([{ requests: [1], usage: { input_tokens: 3, output_tokens: 4, cost_usd: 7 } }]);
  });

  it('that is refused sends nothing and ends the turn', async () => {
    answer = (_request, response) => response.end('{}');
    purse.left = 0;
    let reached = 0;
    proxy.beginTurn(100, purse, () => (reached += 1));
    const refused = await ask();
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('the day is used up');
    expect([seen.length, reached, purse.settled.length]).toEqual([0, 1, 0]);
    expect(proxy.lastFailure()).toEqual({ kind: 'budget', detail: 'the day is used up' });
  });

  it('is asked for again while the answer streams, without holding it up, and settled together', async () => {
    const gate = Promise.withResolvers<null>();
    answer = (_request, response) => {
      stream(response, start(40));
      purse.isReady = gate.promise;
      setTimeout(() => stream(response, words(8)), 20);
      setTimeout(() => stream(response, words(1)), 40);
      setTimeout(() => {
        gate.resolve(null);
        response.end();
      }, 200);
    };
    proxy.beginTurn(100, purse, () => undefined);
    const startedAt = performance.now();
    const response = await ask('/v1/messages', proxy.token, SHORT);
    let arrivedAt = Infinity;
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) if (decoder.decode(bytes).includes('"xx"')) arrivedAt = performance.now() - startedAt;
    expect(arrivedAt).toBeLessThan(180);
    expect(purse.asked).toHaveLength(2);
    expect(purse.asked[1]).toBeCloseTo(10, 5);
    await expect.poll(() => purse.settled.flatMap(({ requests }) => requests).sort()).toEqual([1, 2]);
  });

  it('that runs out breaks the stream off and ends the turn', async () => {
    let isBrokenOff = false;
    answer = (_request, response) => {
      purse.left = 0;
      stream(response, start(1));
      const timer = setInterval(() => stream(response, words(4)), 5);
      response.once('close', () => {
        isBrokenOff = true;
        clearInterval(timer);
      });
    };
    let reached = 0;
    const meter = proxy.beginTurn(10_000, purse, () => (reached += 1));
    await expect((async () => (await ask('/v1/messages', proxy.token, SHORT)).text())()).rejects.toThrow();
    await expect.poll(() => isBrokenOff).toBe(true);
    expect(reached).toBe(1);
    expect(proxy.lastFailure()).toEqual({ kind: 'budget', detail: 'the day is used up' });
    await expect.poll(() => purse.settled).toEqual([{ requests: [1], usage: meter.usage }]);
    // What was granted may be passed by the little that comes while it is asked.
    expect(meter.usage.cost_usd).toBeLessThan((purse.asked[0] ?? 0) + 10);
  });

  it('is given back where the model took nothing, or nobody waits for its answer any more', async () => {
    answer = (_request, response) => response.writeHead(529).end('{}');
    proxy.beginTurn(100, purse, () => undefined);
    await (await ask()).text();
    await expect.poll(() => purse.settled.map(({ usage }) => usage.cost_usd)).toEqual([0]);

    const gone = new AbortController();
    const gate = Promise.withResolvers<null>();
    purse.isReady = gate.promise;
    const leaving = fetch(`http://127.0.0.1:${proxyPort}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': proxy.token },
      body: SHORT,
      signal: gone.signal,
    });
    await expect.poll(() => purse.asked.length).toBe(2);
    gone.abort();
    await expect(leaving).rejects.toThrow();
    await sleep(50);
    gate.resolve(null);
    await expect.poll(() => purse.settled.map(({ usage }) => usage.cost_usd)).toEqual([0, 0]);
    expect(seen).toHaveLength(1);
  });

  it('is not asked for counting', async () => {
    answer = (_request, response) => response.end('{}');
    proxy.beginTurn(100, purse, () => undefined);
    expect((await ask('/v1/messages/count_tokens')).status).toBe(200);
    expect(purse.asked).toEqual([]);
  });

  it('that comes too late for its turn is not spent in the next', async () => {
    answer = (_request, response) => response.end('{}');
    const gate = Promise.withResolvers<null>();
    purse.isReady = gate.promise;
    proxy.beginTurn(100, purse, () => undefined);
    const late = ask();
    late.catch(() => undefined);
    await expect.poll(() => purse.asked.length).toBe(1);
    proxy.endTurn();
    const next = makePurse();
    let reached = 0;
    proxy.beginTurn(100, next, () => (reached += 1));
    gate.resolve(null);
    await expect(late).rejects.toThrow();
    expect(purse.settled).toMatchObject([{ usage: { cost_usd: 0 } }]);
    expect([seen.length, reached, next.settled.length]).toEqual([0, 0, 0]);
    expect(proxy.lastFailure()).toBeNull();
  });
});
