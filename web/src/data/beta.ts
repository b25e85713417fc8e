import { Application, type ApplicationInput, DecisionPreview } from '@oma/contract';
import * as z from 'zod';
import { callApi } from './api.ts';

export const applyForBeta = (input: ApplicationInput) => callApi({ method: 'POST', path: '/api/beta/apply', body: input }, Application);

/** What a link would decide. Changes nothing. */
export const previewDecision = (token: string) =>
  callApi({ method: 'POST', path: '/api/beta/decision/preview', body: { token }, isPublic: true }, DecisionPreview);

/** Decides; works once. */
export const decideByLink = (token: string) =>
  callApi({ method: 'POST', path: '/api/beta/decision', body: { token }, isPublic: true }, z.object({ name: z.string() }));
