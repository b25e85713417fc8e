import { adminApi, budgetDay, type DecisionsAnswer, DEFAULT_SETTINGS, describeError, recountReason, unreachable } from '@oma/contract';
import { decide, type DecisionRefusal } from '../beta/decide.ts';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import type { Router } from '../http/route.ts';
import { retryMail } from '../mail/retry-mail.ts';
import { recount } from '../stats/recount.ts';
import { listApplications } from './applications.ts';
import { listAudit, noteAction } from './audit.ts';
import { listFeedback } from './feedback-list.ts';
import { listMail, mailItem } from './mail-list.ts';
import { listPeople } from './people.ts';
import { settingsChange } from './settings-change.ts';
import { replaceSettings } from './settings.ts';
import { readUsage } from './usage.ts';

/** The admin pages' API. Who is an admin the configuration says. */
export function adminRoutes(on: Router, deps: ApiDeps): void {
  const { documents } = deps;
  /** The defaults where nobody has set the platform up yet. */
  const currentSettings = async () => (await deps.settings.readFresh()) ?? DEFAULT_SETTINGS;

  on(adminApi.listApplications, async ({ query: { status, q, cursor } }) => ({
    status: 200,
    body: await listApplications(documents, { status: status ?? null, words: q, cursor: cursor ?? null }),
  }));
  on(adminApi.decide, async ({ caller, body: { uids, decision, reason, day_usd } }) => {
    const results: DecisionsAnswer['results'] = [];
    for (const uid of new Set(uids)) {
      const decided = await decide(deps, { uid, decision, by: caller.email, via: 'admin_page', reason: reason ?? null, dayUsd: day_usd });
      results.push(
        decided.ok
          ? { uid, ok: true, beta_status: decided.value, code: null }
          : { uid, ok: false, beta_status: statusOf(decided.error), code: decided.error.reason },
      );
    }
    return { status: 200, body: { results } };
  });
  on(adminApi.listPeople, async ({ query: { q, cursor } }) => ({
    status: 200,
    body: await listPeople(documents, { words: q, cursor: cursor ?? null, now: deps.now() }),
  }));
  on(adminApi.listMail, async ({ query: { state, cursor } }) => ({
    status: 200,
    body: await listMail(documents, { filter: state ?? null, cursor: cursor ?? null }),
  }));
  on(adminApi.retryMail, async ({ caller, params: { id } }) => {
    const retried = await retryMail(deps.mailQueue(), id);
    if (!retried.ok && retried.error === 'not_found') throw new ProblemError('not_found', 'There is no such letter.');
    if (!retried.ok) throw new ProblemError('conflict', 'Only a letter that failed for good is sent again.');
    await noteAction(documents, { at: deps.now(), action: 'mail_retry', by: caller.email, target: id, reason: null });
    return { status: 200, body: mailItem(id, retried.value) };
  });
  on(adminApi.readSettings, async () => ({ status: 200, body: await currentSettings() }));
  on(adminApi.replaceSettings, async ({ caller, body }) => {
    const before = await currentSettings();
    await replaceSettings(documents, body);
    const reason = settingsChange(before, body);
    await noteAction(documents, { at: deps.now(), action: 'settings', by: caller.email, target: 'settings/platform', reason });
    // The switch is thrown; what could not be ended now, the sweep ends.
    if (!body.accepting_messages)
      await deps.endAllWork().catch((error: unknown) => deps.log('ERROR', 'end_all_failed', describeError(error)));
    return { status: 200, body };
  });
  on(adminApi.readUsage, async ({ query: { day } }) => {
    const now = deps.now();
    return { status: 200, body: await readUsage(documents, { day: day ?? budgetDay(now), settings: await deps.settings.read(), now }) };
  });
  on(adminApi.recountStats, async ({ caller, body }) => {
    const answer = await recount(documents, body, deps.now);
    if (answer === null) throw new ProblemError('not_found', 'There is no such person.');
    const target = body.uid ?? 'stats/all';
    await noteAction(documents, { at: deps.now(), action: 'recount', by: caller.email, target, reason: recountReason(answer) });
    return { status: 200, body: answer };
  });
  on(adminApi.listFeedback, async ({ query: { value, cursor } }) => ({
    status: 200,
    body: await listFeedback(documents, { value: value ?? null, cursor: cursor ?? null }),
  }));
  on(adminApi.listAudit, async ({ query }) => ({ status: 200, body: await listAudit(documents, query.cursor ?? null) }));
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
