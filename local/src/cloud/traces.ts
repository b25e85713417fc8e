import * as z from 'zod';
import { type Handler, readBody, sendJson } from '../json-server.ts';
import type { KeptSpan } from './kept-span.ts';
import { CONTENT_SECURITY_POLICY, listPage, tracePage } from './traces-page.ts';

const Hex = (digits: number) => z.string().regex(new RegExp(`^(?!0+$)[0-9a-f]{${String(digits)}}$`));
const Nanoseconds = z.string().regex(/^\d{1,20}$/);
const Value = z.union([
  z.strictObject({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.strictObject({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
  z.strictObject({ intValue: z.union([z.string().regex(/^-?\d+$/), z.number().int()]) }).transform(({ intValue }) => Number(intValue)),
  z.strictObject({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
]);
const Attributes = z
  .array(z.strictObject({ key: z.string().min(1), value: Value }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));

/** What a collector takes, as far as this platform uses it; anything else is refused. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
const ExportRequest = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: Attributes }),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string().optional() }),
          spans: z.array(
            z
              .strictObject({
                traceId: Hex(32),
                spanId: Hex(16),
                parentSpanId: Hex(16).optional(),
                name: z.string().min(1),
                kind: z.number().int().min(0).max(5),
                startTimeUnixNano: Nanoseconds,
                endTimeUnixNano: Nanoseconds,
                attributes: Attributes,
                status: z.strictObject({ code: z.number().int().min(0).max(2).optional(), message: z.string().optional() }).default({}),
              })
              .refine((span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano), 'a span ends after it began'),
          ),
        }),
      ),
    }),
  ),
});

const MOST_TRACES = 200;
const MOST_SPANS = 500;

/**
 * A collector of traces on this machine: takes OTLP over HTTP in its JSON form, keeps the newest in memory, and shows them. A span that comes again replaces
 * itself.
 */
export function createTraces(): Handler {
  const traces = new Map<string, Map<string, KeptSpan>>();
  const keep = (span: KeptSpan): void => {
    const spans = traces.get(span.traceId) ?? new Map<string, KeptSpan>();
    if (spans.size < MOST_SPANS || spans.has(span.spanId)) spans.set(span.spanId, span);
    // The newest comes last.
    traces.delete(span.traceId);
    traces.set(span.traceId, spans);
    const [oldest] = traces.keys();
    if (traces.size > MOST_TRACES && oldest !== undefined) traces.delete(oldest);
  };
  const read = (traceId: string): KeptSpan[] =>
    [...(traces.get(traceId)?.values() ?? [])].sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs);

  return async (request, response, url) => {
    const sendPage = (html: string): true => {
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'cache-control': 'no-store',
        })
        .end(html);
      return true;
    };
    if (url.pathname === '/v1/traces' && request.method === 'POST') {
      const body = ExportRequest.safeParse(readJson(await readBody(request)));
      if (body.success) for (const span of spansOf(body.data)) keep(span);
      sendJson(response, body.success ? 200 : 400, body.success ? {} : { code: 3, message: z.prettifyError(body.error) });
      return true;
    }
    if (request.method !== 'GET') return false;
    if (url.pathname === '/traces') {
      const wanted = url.searchParams.get('trace');
      return sendPage(wanted === null ? listPage([...traces.keys()].reverse().map(read)) : tracePage(wanted, read(wanted)));
    }
    const traceId = /^\/traces\/([0-9a-f]{32})$/.exec(url.pathname)?.[1];
    if (traceId === undefined) return false;
    sendJson(response, traces.has(traceId) ? 200 : 404, { trace_id: traceId, spans: read(traceId) });
    return true;
  };
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

const milliseconds = (nanoseconds: string): number => Number(BigInt(nanoseconds) / 1000n) / 1000;

const spansOf = ({ resourceSpans }: z.infer<typeof ExportRequest>): KeptSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId = null, name, attributes, status, ...times }) => ({
        traceId,
        spanId,
        parentSpanId,
        name,
        service: String(resource.attributes['service.name'] ?? 'unknown'),
        startMs: milliseconds(times.startTimeUnixNano),
        endMs: milliseconds(times.endTimeUnixNano),
        attributes,
        error: status.code === 2 ? (status.message ?? '') : null,
      })),
    ),
  );
