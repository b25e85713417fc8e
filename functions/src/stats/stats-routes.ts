import type { Hono } from 'hono';
import type { ApiDeps } from '../http/api-deps.ts';
import { requireMember } from '../http/person.ts';
import { readStats } from './read-stats.ts';

/** The numbers of the dashboard. */
export function statsRoutes(app: Hono, deps: ApiDeps): void {
  app.get('/api/dashboard/stats', async (context) => {
    const { uid } = await requireMember(context, deps.verifyIdToken, deps.documents);
    return context.json(await readStats(deps.documents, uid, deps.now()));
  });
}
