import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Handler, readBody, sendJson } from '../json-server.ts';
import { simulate } from './simulate.ts';
import { MessagesRequest, readConversation, scriptIn, type Step, stepsNow } from './steps.ts';
import { MessageStream } from './stream.ts';

/** A request that came in. `first_text_at`: when the first text of its answer was sent. */
type Seen = { at: string; first_text_at: string | null; path: string; headers: IncomingMessage['headers']; body: unknown };
const KEPT_REQUESTS = 200;

/**
 * A scripted stand-in for the Messages API. A question that carries a script plays it; ordinary words get the simulation. `GET /requests` shows what
 * came in, `DELETE /requests` forgets it.
 */
export function createModel(): Handler {
  const seen: Seen[] = [];
  const failures = new Map<string, number>();
  /** Counts how often a step of one question has failed already; true while it is to fail again. */
  const failsAgain = (question: string, step: Step, times: number): boolean => {
    const key = `${question}|${JSON.stringify(step)}`;
    const count = failures.get(key) ?? 0;
    if (count >= times) return false;
    failures.set(key, count + 1);
    return true;
  };

  return async (request, response, url) => {
    if (url.pathname === '/requests') {
      if (request.method === 'DELETE') seen.length = 0;
      sendJson(response, 200, seen);
      return true;
    }
    if (request.method === 'HEAD' || url.pathname === '/') {
      response.writeHead(200).end();
      return true;
    }
    if (request.method !== 'POST' || !url.pathname.startsWith('/v1/messages')) return false;
    const raw: unknown = JSON.parse((await readBody(request)).toString());
    const entry: Seen = { at: new Date().toISOString(), first_text_at: null, path: url.pathname, headers: request.headers, body: raw };
    seen.push(entry);
    if (seen.length > KEPT_REQUESTS) seen.shift();
    const parsed = MessagesRequest.safeParse(raw);
    if (!parsed.success) return sendError(response, 400, 'invalid_request_error', 'the request is not one of the Messages API');
    const inputTokens = Math.ceil(JSON.stringify(raw).length / 4);
    if (url.pathname.endsWith('/count_tokens')) {
      sendJson(response, 200, { input_tokens: inputTokens });
      return true;
    }
    const conversation = readConversation(parsed.data);
    let script: Step[];
    try {
      script = scriptIn(conversation.question) ?? simulate(conversation);
    } catch {
      return sendError(response, 400, 'invalid_request_error', 'the script in the question is not one');
    }
    await play(
      response,
      new MessageStream(response, parsed.data.model, inputTokens, () => (entry.first_text_at ??= new Date().toISOString())),
      stepsNow(script, conversation.toolResults.length),
      (step, times) => failsAgain(conversation.question, step, times),
    );
    return true;
  };
}

const inputOf = ({ input, times = {} }: Extract<Step, { tool: string }>): Record<string, unknown> => ({
  ...input,
  ...Object.fromEntries(Object.entries(times).map(([name, count]) => [name, String(input[name]).repeat(count)])),
});

async function play(
  response: ServerResponse,
  stream: MessageStream,
  steps: readonly Step[],
  fails: (step: Step, times: number) => boolean,
): Promise<void> {
  let cutAfter = Infinity;
  let hasBegun = false;
  const begin = (): void => {
    if (!hasBegun) stream.begin();
    hasBegun = true;
  };
  for (const step of steps) {
    if ('error' in step) {
      if (fails(step, step.times)) {
        sendError(
          response,
          step.error,
          step.error === 529 ? 'overloaded_error' : step.error === 429 ? 'rate_limit_error' : 'api_error',
          'a scripted error',
        );
        return;
      }
    } else if ('hang' in step) {
      begin();
      return;
    } else if ('garbage' in step) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('event: nonsense\ndata: {"not json\n\n\u0000\u0001 garbage');
      return;
    } else if ('cut_after' in step) {
      if (fails(step, step.times)) cutAfter = step.cut_after;
    } else if ('think' in step) {
      begin();
      stream.thinking(step.think);
    } else if ('tool' in step) {
      begin();
      await stream.tool(step.tool, inputOf(step), step.every_ms ?? 0);
    } else {
      begin();
      const pieces = split(step.say.repeat(step.times ?? 1), step.deltas);
      if (!(await stream.text(pieces, step.every_ms ?? 0, cutAfter))) return;
      cutAfter = Infinity;
    }
  }
  begin();
  stream.end();
}

const words = new Intl.Segmenter('ko', { granularity: 'word' });

/** The text in `deltas` pieces of about the same length, or word by word; never in the middle of a character. */
function split(text: string, deltas: number | undefined): string[] {
  if (deltas === undefined) return Array.from(words.segment(text), ({ segment }) => segment);
  const characters = Array.from(text);
  return Array.from({ length: deltas }, (_, index) =>
    characters.slice(Math.floor((index * characters.length) / deltas), Math.floor(((index + 1) * characters.length) / deltas)).join(''),
  ).filter((piece) => piece !== '');
}

function sendError(response: ServerResponse, status: number, type: string, message: string): true {
  sendJson(response, status, { type: 'error', error: { type, message } });
  return true;
}
