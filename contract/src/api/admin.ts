import * as z from 'zod';
import { AdminSettings, AdminSettingsInput, AdminUsage } from '../admin.ts';
import { ApplicationList, ApplicationStatus, AuditList, DecisionsAnswer, DecisionsInput, PersonList } from '../beta.ts';
import { FeedbackValue } from '../feedback.ts';
import { FeedbackList } from '../feedback-list.ts';
import { DocumentId } from '../ids.ts';
import { MAX_SEARCH_LENGTH } from '../limits.ts';
import { MailFilter, MailItem, MailList } from '../mail.ts';
import { RecountAnswer, RecountInput } from '../stats.ts';
import { SentDay } from '../time.ts';
import { BARE, operation } from './operation.ts';

const cursor = DocumentId.optional();
const words = z.string().max(MAX_SEARCH_LENGTH).default('');

/** What admins do. */
export const adminApi = {
  listApplications: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/applications',
    access: 'admin',
    summary: 'Applications, those that wait first; of one status, or with these words.',
    query: z.strictObject({ status: ApplicationStatus.optional(), q: words, cursor }),
    answers: { 200: ApplicationList },
  }),
  decide: operation({
    ...BARE,
    method: 'POST',
    path: '/api/admin/decisions',
    access: 'admin',
    summary: 'Approves, denies, undoes or revokes for up to 100 people, and says what became of each.',
    body: DecisionsInput,
    answers: { 200: DecisionsAnswer },
  }),
  listPeople: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/people',
    access: 'admin',
    summary: 'People by their addresses, with what each spent today.',
    query: z.strictObject({ q: words, cursor }),
    answers: { 200: PersonList },
  }),
  listMail: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/mail',
    access: 'admin',
    summary: 'Letters, those that failed first.',
    query: z.strictObject({ state: MailFilter.optional(), cursor }),
    answers: { 200: MailList },
  }),
  retryMail: operation({
    ...BARE,
    method: 'POST',
    path: '/api/admin/mail/{id}/retry',
    access: 'admin',
    summary: 'Sends a letter again that failed for good.',
    params: z.object({ id: DocumentId }),
    answers: { 200: MailItem },
    problems: ['conflict'],
  }),
  readSettings: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/settings',
    access: 'admin',
    summary: 'The platform’s models, prices, limits, notice and switch.',
    answers: { 200: AdminSettings },
  }),
  replaceSettings: operation({
    ...BARE,
    method: 'PUT',
    path: '/api/admin/settings',
    access: 'admin',
    summary: 'Replaces all settings. Switching off ends what runs.',
    body: AdminSettingsInput,
    answers: { 200: AdminSettings },
  }),
  readUsage: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/usage',
    access: 'admin',
    summary: 'What one day cost by person, and the days and the month in all.',
    query: z.strictObject({ day: SentDay.optional() }),
    answers: { 200: AdminUsage },
  }),
  recountStats: operation({
    ...BARE,
    method: 'POST',
    path: '/api/admin/stats/recount',
    access: 'admin',
    summary: 'Counts the statistics of one person, or of everybody a part at a time, anew from what is there.',
    body: RecountInput,
    answers: { 200: RecountAnswer },
    problems: ['not_found'],
  }),
  listFeedback: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/feedback',
    access: 'admin',
    summary:
      'What people said of answers, newest first, with the beginnings of the question and the answer; of one value where it is given.',
    query: z.strictObject({ value: FeedbackValue.optional(), cursor }),
    answers: { 200: FeedbackList },
  }),
  listAudit: operation({
    ...BARE,
    method: 'GET',
    path: '/api/admin/audit',
    access: 'admin',
    summary: 'What admins did, newest first.',
    query: z.strictObject({ cursor }),
    answers: { 200: AuditList },
  }),
} as const;
