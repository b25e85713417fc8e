import { accountApi, type Locale, type Notices } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

/** Tells the platform that the person signed in. */
export const announceSignIn = () => callApi(accountApi.signIn, { body: {} });

export const readMe = () => callApi(accountApi.readMe, {});

export const chooseLocale = (locale: Locale) => callApiQuietly(accountApi.changeMe, { body: { locale } });

/** How an admin is told of applications: each by itself, or all of a day together. */
export const chooseNotices = (notices: Notices) => callApi(accountApi.changeMe, { body: { notices } });

/** Whether a letter says that long work ended while no page was open. */
export const chooseRunMails = (run_mails: boolean) => callApi(accountApi.changeMe, { body: { run_mails } });

/** Says that a page of the person is visible. */
export const reportPerson = () => callApiQuietly(accountApi.reportPresence, {});

/** All own data as one archive, once it has been made. Throws `rate_limited` while it is still being made. */
export const exportMe = () => callApi(accountApi.exportMe, {});

/** Deletes the account and everything of the person. True where all of it is gone already; else that goes on without this browser. */
export const deleteMe = async (): Promise<boolean> => (await callApiQuietly(accountApi.deleteMe, {})) === 204;
