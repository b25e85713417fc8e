import { accountApi, type Locale, type Notices } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

/** Tells the platform that the person signed in. */
export const announceSignIn = () => callApi(accountApi.signIn, { body: {} });

export const readMe = () => callApi(accountApi.readMe, {});

export const chooseLocale = (locale: Locale) => callApiQuietly(accountApi.changeMe, { body: { locale } });

/** How an admin is told of applications: each by itself, or all of a day together. */
export const chooseNotices = (notices: Notices) => callApi(accountApi.changeMe, { body: { notices } });
