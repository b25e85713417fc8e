import { BUDGET_DETAILS, type ModelPrice, NO_USAGE, type RunAgent } from '@oma/contract';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Container } from '../container/container.ts';
import { askThrough } from './ask.ts';
import { type Budget, RequestFunds } from './budget.ts';
import { estimate } from './estimate.ts';
import { TurnMeter } from './meter.ts';
import { allowedBetas, asConfigured, ModelRequest } from './request.ts';

/** Why the last request to the model came to nothing. */
export type ModelFailure =
  | { kind: 'budget'; detail: string }
  | { kind: 'overloaded'; status: number }
  | { kind: 'refused'; status: number }
  /** Our own refusal: the provider was not asked. */
  | { kind: 'not_allowed' }
  | { kind: 'unreachable' }
  | { kind: 'silent' };

export type Upstream = { baseUrl: string; key: string; idleTimeoutMs: number };

/**
 * The one way from the container to the model. It knows the key; inside, there is only a token that is good for this run. It takes two calls, lets through
 * what the request schema names, sets model, temperature and length as the agent says, asks for the money of each request before it is spent, counts what goes
 * by, and ends a turn that reached its budget or is granted no more.
 */
export type ModelProxy = {
  /** What stands for the key inside the container. */
  token: string;
  /** Opens the proxy to requests; before, it answers 503. */
  open(upstream: Upstream): void;
  useAgent(agent: RunAgent): void;
  beginTurn(limitUsd: number, budget: Budget, onBudgetReached: () => void): TurnMeter;
  /** Asks the agent's model on the turn's account, as long and as varied as `body` says; the stream it answers with, or null where it gives none. Throws where `signal` aborts. */
  ask(body: object, signal: AbortSignal): Promise<string | null>;
  /** Between turns nothing is asked: it would be counted for nobody. */
  endTurn(): void;
  /** The failure of the newest request; null if it succeeded. */
  lastFailure(): ModelFailure | null;
  close(): void;
};

/** Between turns. */
const NO_BUDGET: Budget = { reserve: () => Promise.resolve({ ok: false, error: 'no turn is open' }), settle: () => undefined };
const MAX_BODY_BYTES = 40 * 1024 * 1024;

export async function startModelProxy(container: Container): Promise<ModelProxy> {
  const token = randomBytes(24).toString('base64url');
  /** Of this process: it never goes into the container. */
  const ownToken = randomBytes(24).toString('base64url');
  let upstream: Upstream | null = null;
  let agent: RunAgent | null = null;
  let meter = new TurnMeter(0);
  let budget: Budget = NO_BUDGET;
  let onBudgetReached: () => void = () => undefined;
  let failure: ModelFailure | null = null;

  const stopAtBudget = (turn: TurnMeter, detail: string): void => {
    // A request of an earlier turn must not end this one.
    if (turn !== meter) return;
    failure = { kind: 'budget', detail };
    onBudgetReached();
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    const isOwn = request.headers['x-api-key'] === ownToken;
    if (!isOwn && request.headers['x-api-key'] !== token && request.headers.authorization !== `Bearer ${token}`) {
      sendError(response, 401, 'authentication_error', 'not this run');
      return;
    }
    if (request.method === 'HEAD') return void response.writeHead(200).end();
    if (request.method !== 'POST' || (path !== '/v1/messages' && path !== '/v1/messages/count_tokens')) {
      sendError(response, 404, 'not_found_error', 'not available here');
      return;
    }
    if (upstream === null || agent === null) {
      sendError(response, 503, 'api_error', 'not open yet');
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
      sendError(response, 413, 'request_too_large', 'the request is too large');
      return;
    }
    const parsed = ModelRequest.safeParse(parseJson(await buffer(request)));
    if (!parsed.success) {
      failure = { kind: 'not_allowed' };
      sendError(
        response,
        400,
        'invalid_request_error',
        `not allowed here: ${parsed.error.issues
          .map((issue) => issue.path.join('.'))
          .slice(0, 3)
          .join(', ')}`,
      );
      return;
    }
    const isMessage = path === '/v1/messages';
    if (isMessage && meter.isOver) {
      stopAtBudget(meter, BUDGET_DETAILS.turn);
      sendError(response, 400, 'invalid_request_error', BUDGET_DETAILS.turn);
      return;
    }
    const configured = asConfigured(parsed.data, agent, container);
    // How long and how varied the agent answers says nothing of how it is judged.
    const asked = isOwn ? { ...configured, max_tokens: parsed.data.max_tokens, temperature: undefined } : configured;
    const { max_tokens, temperature, stream, ...countable } = asked;
    const body = JSON.stringify(isMessage ? { ...countable, max_tokens, temperature, stream } : countable);
    const price = agent.price;
    if (!isMessage) {
      await forward({ upstream, path, body, price, funds: null, request, response });
      return;
    }
    const turn = meter;
    const { inputUsd, outputUsd } = estimate(asked, body, price);
    const funds = new RequestFunds(budget, outputUsd, (why) => {
      stopAtBudget(turn, why);
      response.destroy();
    });
    const wouldPass = agent.has_strict_limit && turn.usage.cost_usd + inputUsd > turn.limitUsd;
    const refusal = wouldPass ? BUDGET_DETAILS.turn : await funds.begin(inputUsd + outputUsd);
    if (refusal !== null) {
      stopAtBudget(turn, refusal);
      sendError(response, 400, 'invalid_request_error', refusal);
    } else if (response.destroyed || turn !== meter) {
      funds.end(NO_USAGE);
      response.destroy();
    } else await forward({ upstream, path, body, price, funds, request, response });
  }

  async function forward(given: {
    upstream: Upstream;
    path: string;
    body: string;
    price: ModelPrice;
    /** The money behind it; null for a call that costs nothing. */
    funds: RequestFunds | null;
    request: IncomingMessage;
    response: ServerResponse;
  }): Promise<void> {
    const { response, funds } = given;
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const silence = watchSilence(given.upstream.idleTimeoutMs, () => gone.abort('silent'));
    const requestMeter = meter.begin(given.price);
    const turn = meter;
    try {
      const betas = allowedBetas(headerText(given.request, 'anthropic-beta'));
      const answer = await fetch(`${given.upstream.baseUrl}${given.path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: headerText(given.request, 'accept') ?? 'application/json',
          'anthropic-version': headerText(given.request, 'anthropic-version') ?? '2023-06-01',
          ...(betas === '' ? {} : { 'anthropic-beta': betas }),
          'x-api-key': given.upstream.key,
        },
        body: given.body,
        // A redirect would carry the key to wherever it leads.
        redirect: 'error',
        signal: gone.signal,
      });
      silence.heard();
      if (funds !== null) failure = answer.ok ? null : statusFailure(answer.status);
      const type = answer.headers.get('content-type') ?? 'application/json';
      const retryAfter = answer.headers.get('retry-after');
      response.writeHead(answer.status, { 'content-type': type, ...(retryAfter === null ? {} : { 'retry-after': retryAfter }) });
      if (answer.body === null) return void response.end();
      const lines = type.includes('text/event-stream') ? eventReader((event) => requestMeter.take(event)) : null;
      const whole: Uint8Array[] = [];
      for await (const bytes of answer.body) {
        silence.heard();
        if (lines === null) whole.push(bytes);
        else lines(bytes);
        funds?.spend(requestMeter.usage.cost_usd);
        if (funds !== null && turn.isOver) {
          stopAtBudget(turn, BUDGET_DETAILS.turn);
          response.destroy();
          return;
        }
        if (!response.write(bytes)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      }
      if (lines === null && funds !== null && answer.ok)
        requestMeter.take({ type: 'message', ...asObject(parseJson(Buffer.concat(whole))) });
      if (funds !== null && !answer.ok && saysUnpaid(Buffer.concat(whole))) failure = { kind: 'refused', status: 402 };
      response.end();
    } catch {
      if (gone.signal.reason === 'silent') failure = { kind: 'silent' };
      else if (!response.destroyed) failure = { kind: 'unreachable' };
      if (response.headersSent) response.destroy();
      else sendError(response, 502, 'api_error', 'the model could not be reached');
    } finally {
      silence.end();
      turn.end(requestMeter);
      funds?.end(requestMeter.usage);
    }
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await listen(server, container);
  return {
    token,
    open: (given) => {
      upstream = { ...given, baseUrl: given.baseUrl.replace(/\/+$/, '') };
    },
    useAgent: (given) => {
      agent = given;
    },
    beginTurn: (limitUsd, given, reached) => {
      meter = new TurnMeter(limitUsd);
      budget = given;
      onBudgetReached = reached;
      failure = null;
      return meter;
    },
    ask: (body, signal) => askThrough(server, ownToken, body, signal),
    endTurn: () => {
      meter = new TurnMeter(0);
      budget = NO_BUDGET;
      onBudgetReached = () => undefined;
    },
    lastFailure: () => failure,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(server: Server, container: Container): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(container.proxyAddress, resolve);
  });
  const address = server.address();
  container.proxyListens(typeof address === 'object' && address !== null ? address.port : null);
}

/** 429 and 5xx that say "later"; all else says "never". */
const statusFailure = (status: number): ModelFailure =>
  status === 429 || status === 503 || status === 529 ? { kind: 'overloaded', status } : { kind: 'refused', status };

/** An account without credit is refused as a bad request as well, and is nobody's bad request. */
const saysUnpaid = (body: Buffer): boolean => body.includes('billing_error') || body.includes('credit balance');

function watchSilence(ms: number, onSilence: () => void): { heard(): void; end(): void } {
  let timer = setTimeout(onSilence, ms);
  return {
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, ms);
    },
    end: () => clearTimeout(timer),
  };
}

/** Gives the data of each server-sent event in a stream of bytes. */
function eventReader(onEvent: (event: unknown) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (bytes) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) onEvent(parseJson(line.slice(5)));
  };
}

function parseJson(text: string | Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return null;
  }
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const headerText = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

function sendError(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ type: 'error', error: { type, message } }));
}
