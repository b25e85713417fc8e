import { traceOf } from '@oma/contract';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log, LogFields } from '../log.ts';
import { phaseSpan, type Span } from '../traces/span.ts';
import { otlpBody, otlpTraces } from './otlp-traces.ts';

const PLACE = { project: 'my-project', region: 'asia-northeast3', version: '1.2.3' };
const MESSAGE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const SPAN: Span = {
  traceId: '01563e3ab5d3d6764c61efb99302bd5b',
  spanId: '00f067aa0ba902b7',
  parentSpanId: 'b7ad6b7169203331',
  name: 'launch',
  source: 'functions',
  startMs: 1_795_300_000_123.456,
  endMs: 1_795_300_001_005,
  attributes: { 'run.id': 'run_x', warm: false, attempt: 2, cost_usd: 0.25 },
  errorCode: 'launch_failed',
};

/** What OpenTelemetry's own serialiser (otlp-transformer 0.301.1) made of the same span, less what it says of nothing; whole numbers as the format's own page writes them. */
const OFFICIAL = {
  resourceSpans: [
    {
      resource: {
        attributes: [
          { key: 'service.name', value: { stringValue: 'functions' } },
          { key: 'service.version', value: { stringValue: '1.2.3' } },
          { key: 'cloud.region', value: { stringValue: 'asia-northeast3' } },
          { key: 'gcp.project_id', value: { stringValue: 'my-project' } },
        ],
      },
      scopeSpans: [
        {
          scope: { name: 'oh-my-agent' },
          spans: [
            {
              traceId: '01563e3ab5d3d6764c61efb99302bd5b',
              spanId: '00f067aa0ba902b7',
              parentSpanId: 'b7ad6b7169203331',
              name: 'launch',
              kind: 1,
              startTimeUnixNano: '1795300000123456000',
              endTimeUnixNano: '1795300001005000000',
              attributes: [
                { key: 'run.id', value: { stringValue: 'run_x' } },
                { key: 'warm', value: { boolValue: false } },
                { key: 'attempt', value: { intValue: '2' } },
                { key: 'cost_usd', value: { doubleValue: 0.25 } },
              ],
              status: { code: 2, message: 'launch_failed' },
            },
          ],
        },
      ],
    },
  ],
};

type Collector = { server: Server; endpoint: string; bodies: string[]; answers: { status: number; body: object }[] };
let collector: Collector;
let lines: { event: string; fields: LogFields | undefined }[];

beforeEach(async () => {
  lines = [];
  const bodies: string[] = [];
  const answers: Collector['answers'] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push(body.toString());
      const { status, body: said } = answers.shift() ?? { status: 200, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  collector = { server, bodies, answers, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});
afterEach(() => {
  collector.server.closeAllConnections();
  collector.server.close();
});

const exporter = (ratio = 1) =>
  otlpTraces({ ...PLACE, endpoint: collector.endpoint, ratio, log: (_severity, event, fields) => void lines.push({ event, fields }) });

const span = (name: string): Span => phaseSpan(MESSAGE, { name, source: 'runner', startMs: 1, endMs: 2 });

it('says of a span what OpenTelemetry’s own serialiser says', () => {
  expect(otlpBody([SPAN], PLACE)).toEqual(OFFICIAL);
});

it('tells the spans of one request by who did what they tell of', () => {
  expect(otlpBody([SPAN, span('save'), SPAN], PLACE)).toMatchObject({
    resourceSpans: [
      { resource: { attributes: [{ value: { stringValue: 'functions' } }, {}, {}, {}] }, scopeSpans: [{ spans: [{}, {}] }] },
      { resource: { attributes: [{ value: { stringValue: 'runner' } }, {}, {}, {}] }, scopeSpans: [{ spans: [{ name: 'save' }] }] },
    ],
  });
});

it('answers before anything is sent, and sends what came meanwhile with the next request', async () => {
  const traces = exporter();
  traces.export([span('a')]);
  traces.export([span('b')]);
  traces.export([span('c')]);
  expect(collector.bodies).toEqual([]);
  await vi.waitFor(() => expect(collector.bodies.join()).toContain('"name":"c"'));
  expect(collector.bodies).toHaveLength(2);
  expect(lines).toEqual([]);
});

it('tries once more where the collector is busy', async () => {
  collector.answers.push({ status: 503, body: {} });
  exporter().export([span('a')]);
  await vi.waitFor(() => expect(collector.bodies).toHaveLength(2), { timeout: 5000 });
  expect(lines).toEqual([]);
});

it.each([
  ['refuses', { status: 400, body: {} }, { dropped_count: 2, code: 'http_400' }],
  [
    'takes some of',
    { status: 200, body: { partialSuccess: { rejectedSpans: '1', errorMessage: 'old' } } },
    { dropped_count: 1, code: 'rejected' },
  ],
])('counts what a collector that %s them does not take', async (_what, answer, dropped) => {
  collector.answers.push(answer);
  exporter().export([span('a'), span('b')]);
  await vi.waitFor(() => expect(lines).toEqual([{ event: 'spans_dropped', fields: dropped }]));
  expect(collector.bodies).toHaveLength(1);
});

it('counts what no collector took, and sends again what comes later', async () => {
  collector.server.close();
  const traces = exporter();
  traces.export([span('a')]);
  await vi.waitFor(() => expect(lines).toMatchObject([{ event: 'spans_dropped', fields: { dropped_count: 1, code: 'ECONNREFUSED' } }]), {
    timeout: 5000,
  });
  traces.export([span('b')]);
  await vi.waitFor(() => expect(lines).toHaveLength(2), { timeout: 5000 });
});

it.each([
  ['https://telemetry.googleapis.com', 'Bearer the-token'],
  ['https://googleapis.com.example.com', null],
  ['http://127.0.0.1:4318/', null],
])('shows its token to Google, and to no other collector: %s', async (endpoint, shown) => {
  const seen: [string, string | null][] = [];
  const send: typeof fetch = (url, init) => {
    seen.push([url as string, new Headers(init?.headers).get('authorization')]);
    return Promise.resolve(Response.json({}));
  };
  const traces = otlpTraces({ ...PLACE, endpoint, ratio: 1, log: () => undefined, send, readToken: () => Promise.resolve('the-token') });
  traces.export([span('a')]);
  await vi.waitFor(() => expect(seen).toEqual([[`${endpoint.replace(/\/$/, '')}/v1/traces`, shown]]));
});

it('counts what no token was given for', async () => {
  const readToken = (): Promise<string> => Promise.reject(Object.assign(new Error('of 홍길동'), { code: 'ENOTFOUND' }));
  const log: Log = (_severity, event, fields) => void lines.push({ event, fields });
  otlpTraces({ ...PLACE, endpoint: 'https://telemetry.googleapis.com', ratio: 1, log, readToken }).export([span('a')]);
  await vi.waitFor(() => expect(lines).toEqual([{ event: 'spans_dropped', fields: { dropped_count: 1, code: 'ENOTFOUND' } }]), {
    timeout: 5000,
  });
});

it('counts what cannot be written, and sends what comes later', async () => {
  const traces = exporter();
  traces.export([{ ...span('a'), endMs: 1e307 }]);
  await vi.waitFor(() => expect(lines).toEqual([{ event: 'spans_dropped', fields: { dropped_count: 1, code: 'RangeError' } }]));
  traces.export([span('b')]);
  await vi.waitFor(() => expect(collector.bodies.join()).toContain('"name":"b"'));
});

it('outlasts a log that fails', async () => {
  const failing: Log = () => {
    throw new Error('no space left');
  };
  const traces = otlpTraces({ ...PLACE, endpoint: collector.endpoint, ratio: 1, log: failing });
  traces.export([{ ...span('a'), endMs: 1e307 }]);
  await setImmediate();
  traces.export([span('b')]);
  await vi.waitFor(() => expect(collector.bodies.join()).toContain('"name":"b"'));
});

it('keeps no more than it could send soon', async () => {
  exporter().export(Array.from({ length: 4100 }, (_, index) => span(`tool ${index}`)));
  expect(lines).toEqual([{ event: 'spans_dropped', fields: { dropped_count: 100, code: 'too_many' } }]);
  await vi.waitFor(() => expect(collector.bodies).toHaveLength(8));
});

it('takes all spans of a message, or none', async () => {
  const ids = Array.from(
    { length: 400 },
    (_, index) => `01ARZ3NDEK${String(index * 7919).padStart(8, '0')}${String(index * 104_729).padStart(8, '0')}`,
  );
  const traces = exporter(0.5);
  for (const name of ['queued', 'launch'])
    traces.export(ids.map((id) => phaseSpan(id, { name, source: 'functions', startMs: 1, endMs: 2 })));
  const count = (): number => collector.bodies.join().split('"traceId"').length - 1;
  await vi.waitFor(() => expect(count()).toBeGreaterThan(250));
  const told = ids.map((id) => collector.bodies.join().split(traceOf(id).traceId).length - 1);
  expect(new Set(told)).toEqual(new Set([0, 2]));
  exporter(0).export([span('a')]);
  expect(lines).toEqual([]);
});
