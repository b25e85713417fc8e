import { Operations } from '../operation-figures.ts';
import { BARE, operation } from './operation.ts';

/** How the platform does, for its operators. */
export const figuresApi = {
  readOperations: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/operations',
    access: 'admin',
    summary: 'How the platform keeps what it promises: now, in the last 24 hours, and by day.',
    answers: { 200: Operations },
  }),
} as const;
