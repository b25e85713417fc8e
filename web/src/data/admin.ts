import {
  AdminSettings,
  type AdminSettingsInput,
  AdminUsage,
  ApplicationList,
  type ApplicationStatus,
  AuditList,
  DecisionsAnswer,
  type DecisionsInput,
  type MailFilter,
  MailItem,
  MailList,
  PersonList,
} from '@oma/contract';
import { callApi } from './api.ts';

type Query = Readonly<Record<string, string | null>>;

/** A path with those of the parameters that say something. */
function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

export const listApplications = (given: { status: ApplicationStatus | null; q: string; cursor: string | null }) =>
  callApi({ method: 'GET', path: withQuery('/api/admin/applications', given) }, ApplicationList);

export const decide = (input: DecisionsInput) => callApi({ method: 'POST', path: '/api/admin/decisions', body: input }, DecisionsAnswer);

export const listPeople = (given: { q: string; cursor: string | null }) =>
  callApi({ method: 'GET', path: withQuery('/api/admin/people', given) }, PersonList);

export const listMail = (given: { state: MailFilter | null; cursor: string | null }) =>
  callApi({ method: 'GET', path: withQuery('/api/admin/mail', given) }, MailList);

export const retryMail = (id: string) =>
  callApi({ method: 'POST', path: `/api/admin/mail/${encodeURIComponent(id)}/retry`, body: {} }, MailItem);

export const readAdminSettings = () => callApi({ method: 'GET', path: '/api/admin/settings' }, AdminSettings);

export const replaceAdminSettings = (settings: AdminSettingsInput) =>
  callApi({ method: 'PUT', path: '/api/admin/settings', body: settings }, AdminSettings);

export const readUsage = (day: string | null) => callApi({ method: 'GET', path: withQuery('/api/admin/usage', { day }) }, AdminUsage);

export const listAudit = (given: { cursor: string | null }) =>
  callApi({ method: 'GET', path: withQuery('/api/admin/audit', given) }, AuditList);
