import * as z from 'zod';
import { AccountExport } from '../account.ts';
import { Me, MePatch, SignInAnswer } from '../user.ts';
import { BARE, operation } from './operation.ts';

/** Sign-in and the person's own account: what works without approval. */
export const accountApi = {
  signIn: operation({
    ...BARE,
    method: 'POST',
    path: '/api/auth/google',
    access: 'person',
    summary: 'Verifies the ID token of the header and creates or updates the person.',
    body: z.strictObject({}),
    answers: { 200: SignInAnswer },
  }),
  readMe: operation({
    ...BARE,
    method: 'GET',
    path: '/api/me',
    access: 'person',
    summary: 'The own profile, the state of the application, and what today may still cost.',
    answers: { 200: Me },
  }),
  changeMe: operation({
    ...BARE,
    method: 'PATCH',
    path: '/api/me',
    access: 'person',
    summary: 'Changes the language, whether letters tell of long work, or how an admin is told of applications.',
    body: MePatch,
    answers: { 200: Me },
  }),
  reportPresence: operation({
    ...BARE,
    method: 'POST',
    path: '/api/me/presence',
    access: 'person',
    summary: 'Says, every 30 seconds, that a page of the platform is visible: no letter goes out for what the person sees.',
    answers: { 204: null },
  }),
  deleteMe: operation({
    ...BARE,
    method: 'DELETE',
    path: '/api/me',
    access: 'person',
    summary: 'Deletes the account and everything of the person. 202: it is going on; repeating the call is safe.',
    answers: { 202: null, 204: null },
  }),
  exportMe: operation({
    ...BARE,
    method: 'GET',
    path: '/api/me/export',
    access: 'person',
    summary: 'Makes one archive of all own data. 429: it is still being made; call again.',
    answers: { 200: AccountExport },
    problems: ['rate_limited'],
  }),
} as const;
