import type { Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serve } from '../json-server.ts';
import { createTraces } from './traces.ts';

const TRACE = '01563e3ab5d3d6764c61efb99302bd5b';
const ROOT = 'b7ad6b7169203331';
/** Another one for each test: connections to a server that is gone are kept for the next. */
let port = 19_873;
let url: string;
let server: Server;

beforeEach(async () => {
  port += 1;
  url = `http://127.0.0.1:${port}`;
  server = await serve(port, [createTraces()]);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const span = (given: object = {}): object => ({
  traceId: TRACE,
  spanId: ROOT,
  name: 'message',
  kind: 1,
  startTimeUnixNano: '1795300000123456000',
  endTimeUnixNano: '1795300002000000000',
  attributes: [{ key: 'outcome', value: { stringValue: 'done' } }],
  status: {},
  ...given,
});
const send = (...spans: object[]): Promise<Response> =>
  fetch(`${url}/v1/traces`, {
    method: 'POST',
    body: JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'functions' } }] },
          scopeSpans: [{ scope: { name: 'oh-my-agent' }, spans }],
        },
      ],
    }),
    headers: { 'content-type': 'application/json' },
  });

it('keeps what it is told, in the order of beginnings, each span once', async () => {
  const later = span({
    spanId: '00f067aa0ba902b7',
    parentSpanId: ROOT,
    name: 'launch',
    startTimeUnixNano: '1795300001000000000',
    status: { code: 2, message: 'launch_failed' },
  });
  expect((await send(later)).status).toBe(200);
  await send(span(), later);
  const kept = (await (await fetch(`${url}/traces/${TRACE}`)).json()) as { spans: object[] };
  expect(kept.spans).toEqual([
    {
      traceId: TRACE,
      spanId: ROOT,
      parentSpanId: null,
      name: 'message',
      service: 'functions',
      startMs: 1_795_300_000_123.456,
      endMs: 1_795_300_002_000,
      attributes: { outcome: 'done' },
      error: null,
    },
    expect.objectContaining({ name: 'launch', parentSpanId: ROOT, error: 'launch_failed' }),
  ]);
});

it.each([
  ['an id of zeros', { spanId: '0'.repeat(16) }],
  ['an end before the beginning', { endTimeUnixNano: '1' }],
  ['a field that the format does not have', { colour: 'red' }],
  ['a time that is a number', { startTimeUnixNano: 1 }],
])('refuses %s', async (_what, wrong) => {
  expect((await send(span(wrong))).status).toBe(400);
  expect((await fetch(`${url}/traces/${TRACE}`)).status).toBe(404);
});

it('keeps the newest', async () => {
  const idOf = (index: number): string => `${'a'.repeat(28)}${String(index).padStart(4, '0')}`;
  await send(...Array.from({ length: 201 }, (_, index) => span({ traceId: idOf(index) })));
  expect((await fetch(`${url}/traces/${idOf(0)}`)).status).toBe(404);
  expect((await fetch(`${url}/traces/${idOf(1)}`)).status).toBe(200);
});

it('shows them, and writes nothing of them as HTML', async () => {
  await send(
    span({ attributes: [{ key: 'outcome', value: { stringValue: '<script>alert(1)</script>' } }] }),
    span({ spanId: '00f067aa0ba902b7', parentSpanId: ROOT, name: '<img src=x>' }),
    span({ spanId: '00f067aa0ba902b8', parentSpanId: 'aaaaaaaaaaaaaaaa', name: 'orphan' }),
  );
  const list = await (await fetch(`${url}/traces`)).text();
  expect(list).toContain(`/traces?trace=${TRACE}`);
  expect(list).not.toContain('<script>');
  const shown = await (await fetch(`${url}/traces?trace=${TRACE}`)).text();
  expect(shown).toContain('&lt;img src=x&gt;');
  expect(shown.match(/<rect/g)).toHaveLength(3);
  expect(shown).toContain('orphan');
  expect(await (await fetch(`${url}/traces?trace=${encodeURIComponent('<b>')}`)).text()).not.toContain('<b>');
});
