import * as z from 'zod';
import { Health } from '../problem.ts';
import { BARE, operation } from './operation.ts';

/** About the platform itself. */
export const platformApi = {
  readHealth: operation({
    ...BARE,
    method: 'GET',
    path: '/api/health',
    access: 'public',
    summary: 'Whether the API answers, and its version.',
    answers: { 200: Health },
  }),
  readOpenApi: operation({
    ...BARE,
    method: 'GET',
    path: '/api/openapi.json',
    access: 'public',
    summary: 'This description of the API.',
    answers: { 200: z.record(z.string(), z.unknown()) },
  }),
} as const;
