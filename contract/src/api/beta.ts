import { Application, ApplicationInput, DecidedByLink, DecisionPreview, DecisionToken } from '../beta.ts';
import { BARE, operation } from './operation.ts';

/** Applying, and the decision page, which needs no sign-in but the token of its link. */
export const betaApi = {
  apply: operation({
    ...BARE,
    method: 'POST',
    path: '/api/beta/apply',
    access: 'person',
    summary: 'Applies for access; a second application is a conflict.',
    body: ApplicationInput,
    answers: { 201: Application },
    problems: ['conflict'],
  }),
  previewDecision: operation({
    ...BARE,
    method: 'POST',
    path: '/api/beta/decision/preview',
    access: 'public',
    summary: 'What the link of a letter would decide. Changes nothing.',
    body: DecisionToken,
    answers: { 200: DecisionPreview },
    problems: ['not_found', 'gone'],
  }),
  decideByLink: operation({
    ...BARE,
    method: 'POST',
    path: '/api/beta/decision',
    access: 'public',
    summary: 'Decides by the link of a letter; works once.',
    body: DecisionToken,
    answers: { 200: DecidedByLink },
    problems: ['not_found', 'gone', 'conflict'],
  }),
} as const;
