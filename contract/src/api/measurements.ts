import * as z from 'zod';
import { BrowserSpans } from '../browser-span.ts';
import { MessageId, SessionId } from '../ids.ts';
import { Measurements } from '../measurement.ts';
import { BARE, operation } from './operation.ts';

/** What browsers report of themselves, where their people want it. */
export const measurementApi = {
  measure: operation({
    ...BARE,
    method: 'POST',
    path: '/api/measurements',
    access: 'public',
    summary: 'Takes how quick a page was and what went wrong in it. Nothing is kept of who sent it; it is counted, and faults are logged.',
    body: Measurements,
    answers: { 204: null },
    problems: ['rate_limited'],
  }),
  tellSpans: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/messages/{mid}/spans',
    access: 'member',
    summary: 'Takes how long the question `mid` and its answer took to be seen in a browser; they join the trace of the question.',
    params: z.object({ id: SessionId, mid: MessageId }),
    body: BrowserSpans,
    answers: { 204: null },
    problems: ['rate_limited'],
  }),
} as const;
