import type { Hono } from 'hono';
import { accountRoutes } from '../accounts/account-routes.ts';
import { adminRoutes } from '../admin/admin-routes.ts';
import { agentRoutes } from '../agents/agent-routes.ts';
import { statsRoutes } from '../stats/stats-routes.ts';
import { sessionRoutes } from '../sessions/session-routes.ts';
import { betaRoutes } from '../beta/beta-routes.ts';
import type { ApiDeps } from './api-deps.ts';
import { jsonApp } from './json-app.ts';

/** The HTTP API under `/api`. */
export function createApi(deps: ApiDeps): Hono {
  const app = jsonApp(deps.log);
  app.use(async (context, next) => {
    await next();
    context.res.headers.set('cache-control', 'no-store');
  });
  app.get('/api/health', (context) => context.json({ ok: true, version: deps.version }));
  accountRoutes(app, deps);
  betaRoutes(app, deps);
  adminRoutes(app, deps);
  agentRoutes(app, deps);
  statsRoutes(app, deps);
  sessionRoutes(app, deps);
  return app;
}
