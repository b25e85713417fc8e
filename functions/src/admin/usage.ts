import { type AdminUsage, budgetDay, budgetMonth, type PlatformSettings, USAGE_FIELDS, UsageCounter } from '@oma/contract';
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

/** Firestore adds up at most five fields in one query. */
const SUMS_AT_ONCE = 5;

/** Added up by Firestore itself, which costs one read for a thousand people. */
async function sumOfDay(documents: Documents, day: string): Promise<UsageCounter> {
  const ofDay = documents.peopleDays().where('day', '==', day);
  const sums = await Promise.all(
    [USAGE_FIELDS.slice(0, SUMS_AT_ONCE), USAGE_FIELDS.slice(SUMS_AT_ONCE)].map(async (fields) =>
      (await ofDay.aggregate(Object.fromEntries(fields.map((field) => [field, AggregateField.sum(field)]))).get()).data(),
    ),
  );
  return UsageCounter.parse(Object.assign({}, ...sums));
}
