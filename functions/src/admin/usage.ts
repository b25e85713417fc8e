import { type AdminUsage, budgetDay, budgetMonth, type PlatformSettings, UsageCounter } from '@oma/contract';
import { AggregateField } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { readMonthUsage } from '../runs/month-usage.ts';

const DAYS = 14;
const DAY_MS = 24 * 3_600_000;
const MOST_PEOPLE = 200;

/** What the platform cost: the month of `day` in all, the last two weeks by day, and `day` by person, the dearest first. */
export async function readUsage(
  documents: Documents,
  given: { day: string; settings: PlatformSettings | null; now: Date },
): Promise<AdminUsage> {
  const at = new Date(`${given.day}T03:00:00Z`);
  const days = Array.from({ length: DAYS }, (_, index) => budgetDay(new Date(given.now.getTime() - index * DAY_MS)));
  const [people, month, sums] = await Promise.all([
    documents.peopleDays().where('day', '==', given.day).orderBy('cost_usd', 'desc').limit(MOST_PEOPLE).get(),
    readMonthUsage(documents, at),
    Promise.all(days.map((day) => sumOfDay(documents, day))),
  ]);
  const shown = people.docs.flatMap((document) => {
    const { uid, ...usage } = document.data();
    return uid === undefined ? [] : [{ uid, usage: UsageCounter.parse(usage) }];
  });
  const users = await Promise.all(shown.map(({ uid }) => documents.user(uid).get()));
  return {
    day: given.day,
    month: budgetMonth(at),
    month_usage: month,
    month_limit_usd: given.settings?.budgets.platform_month_usd ?? 0,
    people: shown.map((one, index) => ({ ...one, email: users[index]?.data()?.email ?? '' })),
    days: days.map((day, index) => ({ day, usage: sums[index] ?? UsageCounter.parse({}) })),
  };
}

/**
 * Added up by Firestore itself, which costs one read for a thousand people. It adds up at most five fields in one query, and needs an index of the filter and
 * all of them: they are named one by one, so that the test of the indexes can read them.
 */
async function sumOfDay(documents: Documents, day: string): Promise<UsageCounter> {
  const ofDay = documents.peopleDays().where('day', '==', day);
  const [some, others] = await Promise.all([
    ofDay
      .aggregate({
        cost_usd: AggregateField.sum('cost_usd'),
        done: AggregateField.sum('done'),
        failed: AggregateField.sum('failed'),
        input_tokens: AggregateField.sum('input_tokens'),
        output_tokens: AggregateField.sum('output_tokens'),
      })
      .get(),
    ofDay
      .aggregate({
        reserved_usd: AggregateField.sum('reserved_usd'),
        stopped: AggregateField.sum('stopped'),
        turns: AggregateField.sum('turns'),
      })
      .get(),
  ]);
  return UsageCounter.parse({ ...some.data(), ...others.data() } satisfies UsageCounter);
}
