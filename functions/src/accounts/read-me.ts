import { budgetDay, CONSENT_VERSION, type Me, toWire } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import type { Person } from '../http/person.ts';
import { signIn } from './sign-in.ts';

/** The person's profile, what today has cost, and what the pages must say about this deployment. Null where the account was deleted. */
export async function readMe(deps: ApiDeps, person: Person): Promise<Me | null> {
  const now = deps.now();
  const [known, day, settings] = await Promise.all([
    deps.documents.user(person.uid).get(),
    deps.documents.personDay(person.uid, now).get(),
    deps.settings.readFresh(),
  ]);
  const user = known.data() ?? (await signIn(deps, person));
  if (user === null) return null;
  const limit = user.day_usd ?? settings?.budgets.person_day_usd ?? 0;
  const spent = day.data()?.cost_usd ?? 0;
  return {
    ...toWire(user),
    uid: person.uid,
    budget: { day: budgetDay(now), spent_usd: spent, limit_usd: limit, left_usd: Math.max(0, limit - spent) },
    platform: { ...deps.platform, notice: settings?.notice ?? '' },
    consent_version: CONSENT_VERSION,
  };
}
