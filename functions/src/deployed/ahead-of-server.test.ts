import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { jsonApp, parseBody } from '../http/json-app.ts';
import { comeBeforeServer } from './ahead-of-server.ts';

let server: Server;
let origin: string;
beforeAll(async () => {
  comeBeforeServer('api');
  const app: Hono = jsonApp(() => undefined);
  app.post('/api/agents/:id', async (context) =>
    context.json({ id: context.req.param('id'), ...(await parseBody(context, z.object({ a: z.number() }), 100)) }),
  );
  const listener = getRequestListener(app.fetch);
  http('api', (request, response) => listener(request, response));
  server = getTestServer('api');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

const post = async (path: string, body = '{"a": 1}') => {
  const response = await fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as object };
};

it.each(['/api/agents/%ff', '/api/agents/%', '/api/agents/%E0%A4%A', '/%zz?x=1'])(
  'the server in front does not answer %s itself',
  async (path) => {
    expect(await post(path)).toMatchObject({ status: 400, type: 'application/problem+json', body: { code: 'bad_address', status: 400 } });
  },
);

it('half a body reaches the function, and all that can be read is handed on', async () => {
  expect(await post('/api/agents/x', '{"a":')).toMatchObject({ status: 400, body: { code: 'bad_json' } });
  expect(await post('/api/agents/%F0%9F%A4%96?q=%ff')).toMatchObject({ status: 200, body: { id: '🤖', a: 1 } });
});
