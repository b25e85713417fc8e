import { describeError, type Result } from '@oma/contract';
import * as z from 'zod';
import type { Log } from '../log.ts';
import { once } from '../once.ts';
import { measure } from '../operations/measure.ts';
import type { Span, SpanAttributes } from '../traces/span.ts';
import type { TraceExporter } from '../traces/trace-exporter.ts';

/** More than this waits for nobody: a collector that is slow for long would fill the memory. A message has about twenty spans. */
const MOST_WAITING = 4000;
const BATCH = 500;
const TIMEOUT_MS = 5000;
const TRY_AGAIN_MS = 1000;
/** What a collector may answer differently a moment later. https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes */
const PASSING = new Set([429, 502, 503, 504]);

export type OtlpOptions = {
  /** The collector's address, to which `/v1/traces` is added. Google's is sent the token of the function's own account. */
  endpoint: string;
  /** Which part of all messages is told of, from 0 to 1. */
  ratio: number;
  project: string;
  region: string;
  version: string;
  log: Log;
  send?: typeof fetch;
  /** The token of the account that the function runs as. */
  readToken?: () => Promise<string>;
};

/** What became of a request. */
type Attempt = { isTaken: true; rejected: number } | { isTaken: false; code: string; mayPass: boolean };

/**
 * Sends spans as OTLP over HTTP, in its JSON form. What comes while a request is under way goes out with the next. Google's API takes them like any other
 * collector: https://docs.cloud.google.com/stackdriver/docs/reference/telemetry/v1.traces.post
 */
export function otlpTraces(options: OtlpOptions): TraceExporter {
  const { log, send = fetch, readToken = googleToken() } = options;
  const url = `${options.endpoint.replace(/\/+$/, '')}/v1/traces`;
  const isGoogle = new URL(url).hostname.endsWith('.googleapis.com');
  const authorize = async (): Promise<Record<string, string>> => (isGoogle ? { authorization: `Bearer ${await readToken()}` } : {});
  const waiting: Span[] = [];
  let isSending = false;

  const drop = (dropped_count: number, code: string): void => measure(log, { event: 'spans_dropped', dropped_count, code });
  const tryToSend = async (body: string): Promise<Attempt> => {
    try {
      const headers = { 'content-type': 'application/json', ...(await authorize()) };
      const answer = await send(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const said = Answer.safeParse(await answer.json().catch(() => null));
      if (answer.ok) return { isTaken: true, rejected: said.success ? said.data.partialSuccess.rejectedSpans : 0 };
      return { isTaken: false, code: `http_${answer.status}`, mayPass: PASSING.has(answer.status) };
    } catch (error) {
      return { isTaken: false, code: codeOf(error), mayPass: true };
    }
  };
  const bodyOf = (spans: readonly Span[]): Result<string, string> => {
    try {
      return { ok: true, value: JSON.stringify(otlpBody(spans, options)) };
    } catch (error) {
      return { ok: false, error: codeOf(error) };
    }
  };
  const sendBatch = async (spans: readonly Span[]): Promise<void> => {
    const body = bodyOf(spans);
    if (!body.ok) {
      drop(spans.length, body.error);
      return;
    }
    let attempt = await tryToSend(body.value);
    if (!attempt.isTaken && attempt.mayPass) {
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS).unref());
      attempt = await tryToSend(body.value);
    }
    if (!attempt.isTaken) drop(spans.length, attempt.code);
    else if (attempt.rejected > 0) drop(attempt.rejected, 'rejected');
  };
  const sendAll = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    try {
      while (waiting.length > 0) await sendBatch(waiting.splice(0, BATCH));
    } finally {
      isSending = false;
    }
  };

  return {
    export(spans) {
      const wanted = spans.filter(({ traceId }) => isSampled(traceId, options.ratio));
      const taken = wanted.slice(0, MOST_WAITING - waiting.length);
      if (taken.length < wanted.length) drop(wanted.length - taken.length, 'too_many');
      waiting.push(...taken);
      // All that is left to fail is the log, so there is nobody to tell.
      sendAll().catch(() => undefined);
    },
  };
}

function codeOf(error: unknown): string {
  const { error_name, error_code } = describeError(error instanceof Error && error.cause instanceof Error ? error.cause : error);
  return error_code ?? error_name;
}

/** All spans of a trace, whoever tells of them, or none. The end of a message's id is chance. */
const isSampled = (traceId: string, ratio: number): boolean => Number.parseInt(traceId.slice(-8), 16) / 2 ** 32 < ratio;

const Answer = z.object({
  partialSuccess: z.object({ rejectedSpans: z.coerce.number().default(0) }).default({ rejectedSpans: 0 }),
});

/** The body of a request. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export function otlpBody(spans: readonly Span[], given: Pick<OtlpOptions, 'project' | 'region' | 'version'>): object {
  const sources = [...new Set(spans.map(({ source }) => source))];
  return {
    resourceSpans: sources.map((source) => ({
      resource: {
        attributes: otlpAttributes({
          'service.name': source,
          'service.version': given.version,
          'cloud.region': given.region,
          // Google's API finds the project by it.
          'gcp.project_id': given.project,
        }),
      },
      scopeSpans: [{ scope: { name: 'oh-my-agent' }, spans: spans.filter((span) => span.source === source).map(otlpSpan) }],
    })),
  };
}

const INTERNAL = 1;
const STATUS_ERROR = 2;

const otlpSpan = ({ traceId, spanId, parentSpanId, name, startMs, endMs, attributes, errorCode }: Span): object => ({
  traceId,
  spanId,
  ...(parentSpanId === null ? {} : { parentSpanId }),
  name,
  kind: INTERNAL,
  startTimeUnixNano: nanoseconds(startMs),
  endTimeUnixNano: nanoseconds(endMs),
  attributes: otlpAttributes(attributes),
  status: errorCode === null ? {} : { code: STATUS_ERROR, message: errorCode },
});

const otlpAttributes = (attributes: SpanAttributes): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));

function otlpValue(value: string | number | boolean): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** More digits than a number holds. */
const nanoseconds = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);

/** The library is loaded with the first span. */
function googleToken(): () => Promise<string> {
  const auth = once(async () => {
    const { GoogleAuth } = await import('google-auth-library');
    return new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/trace.append'] });
  });
  return async () => (await (await auth()).getAccessToken()) ?? '';
}
