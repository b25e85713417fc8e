import { type Locale, Me, SignInAnswer } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

/** Tells the platform that the person signed in. */
export const announceSignIn = () => callApi({ method: 'POST', path: '/api/auth/google', body: {} }, SignInAnswer);

export const readMe = () => callApi({ method: 'GET', path: '/api/me' }, Me);

export const chooseLocale = (locale: Locale) => callApiQuietly({ method: 'PATCH', path: '/api/me', body: { locale } });
