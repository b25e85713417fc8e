import { type Locale, Me, type Notices, SignInAnswer } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

/** Tells the platform that the person signed in. */
export const announceSignIn = () => callApi({ method: 'POST', path: '/api/auth/google', body: {} }, SignInAnswer);

export const readMe = () => callApi({ method: 'GET', path: '/api/me' }, Me);

export const chooseLocale = (locale: Locale) => callApiQuietly({ method: 'PATCH', path: '/api/me', body: { locale } });

/** How an admin is told of applications: each by itself, or all of a day together. */
export const chooseNotices = (notices: Notices) => callApi({ method: 'PATCH', path: '/api/me', body: { notices } }, Me);
