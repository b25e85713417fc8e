import { Stats } from '../stats.ts';
import { BARE, operation } from './operation.ts';

/** What the dashboard shows in figures. */
export const dashboardApi = {
  readStats: operation({
    ...BARE,
    method: 'GET',
    path: '/api/dashboard/stats',
    access: 'member',
    summary: 'The own agents and runs in figures, and the last two weeks by day.',
    answers: { 200: Stats },
  }),
} as const;
