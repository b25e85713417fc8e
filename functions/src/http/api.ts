import { openApiDocument, platformApi } from '@oma/contract';
import type { Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import { accountRoutes } from '../accounts/account-routes.ts';
import { adminRoutes } from '../admin/admin-routes.ts';
import { agentTestRoutes } from '../agent-tests/agent-test-routes.ts';
import { agentFileRoutes } from '../agents/agent-file-routes.ts';
import { agentRoutes } from '../agents/agent-routes.ts';
import { betaRoutes } from '../beta/beta-routes.ts';
import { fileRoutes } from '../files/file-routes.ts';
import type { Log } from '../log.ts';
import { once } from '../once.ts';
import { measure } from '../operations/measure.ts';
import { operationRoutes } from '../operations/operation-routes.ts';
import { messageRoutes } from '../sessions/message-routes.ts';
import { sessionRoutes } from '../sessions/session-routes.ts';
import { shareRoutes } from '../shares/share-routes.ts';
import { statsRoutes } from '../stats/stats-routes.ts';
import type { ApiDeps } from './api-deps.ts';
import { jsonApp } from './json-app.ts';
import { refuseOtherMethods, router } from './route.ts';

/** The address is told as the table of calls has it: what stands in it is a person's. */
function tellOfAnswer(log: Log, context: Context, ms: number): void {
  const pattern = routePath(context, -1);
  const { status } = context.res;
  measure(log, {
    event: 'api_answered',
    route: `${context.req.method} ${pattern}`,
    route_class: pattern.split('/')[2]?.replace(/\W.*/, '') ?? '',
    status,
    status_class: status < 300 ? '2xx' : status < 400 ? '3xx' : status < 500 ? '4xx' : '5xx',
    answer_ms: Math.round(ms),
  });
}

/** The HTTP API under `/api`. */
export function createApi(deps: ApiDeps): Hono {
  const app = jsonApp(deps.log);
  app.use(async (context, next) => {
    const startedAt = performance.now();
    await next();
    context.res.headers.set('cache-control', 'no-store');
    tellOfAnswer(deps.log, context, performance.now() - startedAt);
  });
  refuseOtherMethods(app);
  const on = router(app, deps);
  const document = once(() => openApiDocument(deps.version));
  on(platformApi.readHealth, () => Promise.resolve({ status: 200, body: { ok: true, version: deps.version } }));
  on(platformApi.readOpenApi, () => Promise.resolve({ status: 200, body: document() }));
  accountRoutes(on, deps);
  betaRoutes(on, deps);
  adminRoutes(on, deps);
  operationRoutes(on, deps);
  agentRoutes(on, deps);
  agentTestRoutes(on, deps);
  agentFileRoutes(on, deps);
  sessionRoutes(on, deps);
  fileRoutes(on, deps);
  messageRoutes(on, deps);
  shareRoutes(on, deps);
  statsRoutes(on, deps);
  return app;
}
