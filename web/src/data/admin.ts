import {
  adminApi,
  type AdminSettingsInput,
  type ApplicationStatus,
  type DecisionsInput,
  type FeedbackValue,
  type MailFilter,
} from '@oma/contract';
import { callApi } from './api.ts';

type Cursor = string | null;

export const listApplications = (given: { status: ApplicationStatus | null; q: string; cursor: Cursor }) =>
  callApi(adminApi.listApplications, { query: { q: given.q, status: given.status ?? undefined, cursor: given.cursor ?? undefined } });

export const decide = (input: DecisionsInput) => callApi(adminApi.decide, { body: input });

export const listPeople = (given: { q: string; cursor: Cursor }) =>
  callApi(adminApi.listPeople, { query: { q: given.q, cursor: given.cursor ?? undefined } });

export const listFeedback = (given: { value: FeedbackValue | null; cursor: Cursor }) =>
  callApi(adminApi.listFeedback, { query: { value: given.value ?? undefined, cursor: given.cursor ?? undefined } });

export const listMail = (given: { state: MailFilter | null; cursor: Cursor }) =>
  callApi(adminApi.listMail, { query: { state: given.state ?? undefined, cursor: given.cursor ?? undefined } });

export const retryMail = (id: string) => callApi(adminApi.retryMail, { params: { id } });

export const readAdminSettings = () => callApi(adminApi.readSettings, {});

export const replaceAdminSettings = (settings: AdminSettingsInput) => callApi(adminApi.replaceSettings, { body: settings });

export const readUsage = (day: string | null) => callApi(adminApi.readUsage, { query: { day: day ?? undefined } });

/** Counts the statistics of everybody anew, a part at a time. */
export const recountStats = (cursor: string | undefined) =>
  callApi(adminApi.recountStats, { body: cursor === undefined ? {} : { cursor } });

export const listAudit = (given: { cursor: Cursor }) => callApi(adminApi.listAudit, { query: { cursor: given.cursor ?? undefined } });
