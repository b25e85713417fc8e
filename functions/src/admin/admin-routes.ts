import {
  AdminSettingsInput,
  ApplicationStatus,
  budgetDay,
  DecisionsInput,
  type DecisionsAnswer,
  DEFAULT_SETTINGS,
  MailFilter,
  RecountInput,
  unreachable,
} from '@oma/contract';
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { describeError } from '../log.ts';
import { decide, type DecisionRefusal } from '../beta/decide.ts';
import { type ApiDeps, MAX_BODY_BYTES } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import { queryOf } from '../http/query.ts';
import { parseBody } from '../http/json-app.ts';
import { requireAdmin } from '../http/person.ts';
import { retryMail } from '../mail/retry-mail.ts';
import { recount } from '../stats/recount.ts';
import { listApplications } from './applications.ts';
import { listAudit, noteAction } from './audit.ts';
import { settingsChange } from './settings-change.ts';
import { listMail, mailItem } from './mail-list.ts';
import { listPeople } from './people.ts';
import { replaceSettings } from './settings.ts';
import { readUsage } from './usage.ts';

const Cursor = z.string().min(1).max(200).nullable().default(null);
const Words = z.string().max(200).default('');
const ApplicationsQuery = z.object({ status: ApplicationStatus.nullable().default(null), q: Words, cursor: Cursor });
const PeopleQuery = z.object({ q: Words, cursor: Cursor });
const MailQuery = z.object({ state: MailFilter.nullable().default(null), cursor: Cursor });
const UsageQuery = z.object({ day: z.iso.date().optional() });
const AuditQuery = z.object({ cursor: Cursor });

/** The admin pages' API. Every route asks for an admin first; who that is the configuration says. */
export function adminRoutes(app: Hono, deps: ApiDeps): void {
  const { documents } = deps;
  /** The defaults where nobody has set the platform up yet. */
  const currentSettings = async () => (await deps.settings.readFresh()) ?? DEFAULT_SETTINGS;
  const admin = (context: Context) => requireAdmin(context, deps.verifyIdToken, deps.adminEmails);

  app.get('/api/admin/applications', async (context) => {
    await admin(context);
    const { status, q, cursor } = queryOf(context, ApplicationsQuery);
    return context.json(await listApplications(documents, { status, words: q, cursor }));
  });
  app.post('/api/admin/decisions', async (context) => {
    const { email } = await admin(context);
    const { uids, decision, reason, day_usd } = await parseBody(context, DecisionsInput, MAX_BODY_BYTES);
    const results: DecisionsAnswer['results'] = [];
    for (const uid of new Set(uids)) {
      const decided = await decide(deps, { uid, decision, by: email, via: 'admin_page', reason: reason ?? null, dayUsd: day_usd });
      results.push(
        decided.ok
          ? { uid, ok: true, beta_status: decided.value, code: null }
          : { uid, ok: false, beta_status: statusOf(decided.error), code: decided.error.reason },
      );
    }
    return context.json({ results } satisfies DecisionsAnswer);
  });
  app.get('/api/admin/people', async (context) => {
    await admin(context);
    const { q, cursor } = queryOf(context, PeopleQuery);
    return context.json(await listPeople(documents, { words: q, cursor, now: deps.now() }));
  });
  app.get('/api/admin/mail', async (context) => {
    await admin(context);
    const { state, cursor } = queryOf(context, MailQuery);
    return context.json(await listMail(documents, { filter: state, cursor }));
  });
  app.post('/api/admin/mail/:id/retry', async (context) => {
    const { email } = await admin(context);
    const mailId = context.req.param('id');
    const retried = await retryMail(deps.mailQueue(), mailId);
    if (!retried.ok && retried.error === 'not_found') throw new ProblemError('not_found', 'There is no such letter.');
    if (!retried.ok) throw new ProblemError('conflict', 'Only a letter that failed for good is sent again.');
    await noteAction(documents, { at: deps.now(), action: 'mail_retry', by: email, target: mailId, reason: null });
    return context.json(mailItem(mailId, retried.value));
  });
  app.get('/api/admin/settings', async (context) => {
    await admin(context);
    return context.json(await currentSettings());
  });
  app.put('/api/admin/settings', async (context) => {
    const { email } = await admin(context);
    const settings = await parseBody(context, AdminSettingsInput, MAX_BODY_BYTES);
    const before = await currentSettings();
    await replaceSettings(documents, settings);
    const reason = settingsChange(before, settings);
    await noteAction(documents, { at: deps.now(), action: 'settings', by: email, target: 'settings/platform', reason });
    // The switch is thrown; what could not be ended now, the sweep ends.
    if (!settings.accepting_messages)
      await deps.endAllWork().catch((error: unknown) => deps.log('ERROR', 'end_all_failed', describeError(error)));
    return context.json(settings);
  });
  app.get('/api/admin/usage', async (context) => {
    await admin(context);
    const { day } = queryOf(context, UsageQuery);
    const now = deps.now();
    return context.json(await readUsage(documents, { day: day ?? budgetDay(now), settings: await deps.settings.read(), now }));
  });
  app.post('/api/admin/stats/recount', async (context) => {
    const { email } = await admin(context);
    const input = await parseBody(context, RecountInput, MAX_BODY_BYTES);
    const answer = await recount(documents, input, deps.now);
    if (answer === null) throw new ProblemError('not_found', 'There is no such person.');
    const reason = `people: ${answer.people}; corrected: ${answer.corrected}; busy: ${answer.busy}`;
    await noteAction(documents, { at: deps.now(), action: 'recount', by: email, target: input.uid ?? 'stats/all', reason });
    return context.json(answer);
  });
  app.get('/api/admin/audit', async (context) => {
    await admin(context);
    return context.json(await listAudit(documents, queryOf(context, AuditQuery).cursor));
  });
}

function statusOf(refusal: DecisionRefusal): DecisionsAnswer['results'][number]['beta_status'] {
  switch (refusal.reason) {
    case 'not_possible':
      return refusal.status;
    case 'not_found':
    case 'overtaken':
      return null;
    default:
      return unreachable(refusal);
  }
}
