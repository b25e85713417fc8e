import { type ApplicationInput, betaApi } from '@oma/contract';
import { callApi } from './api.ts';

export const applyForBeta = (input: ApplicationInput) => callApi(betaApi.apply, { body: input });

/** What a link would decide. Changes nothing. */
export const previewDecision = (token: string) => callApi(betaApi.previewDecision, { body: { token } });

/** Decides; works once. */
export const decideByLink = (token: string) => callApi(betaApi.decideByLink, { body: { token } });
