import { dashboardApi } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import type { Router } from '../http/route.ts';
import { readStats } from './read-stats.ts';

/** The numbers of the dashboard. */
export function statsRoutes(on: Router, deps: ApiDeps): void {
  on(dashboardApi.readStats, async ({ caller }) => ({ status: 200, body: await readStats(deps.documents, caller.uid, deps.now()) }));
}
