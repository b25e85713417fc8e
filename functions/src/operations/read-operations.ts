import { budgetDay, budgetHour, OPERATION_DAYS, type OperationHour, type Operations } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { LIVE_STATES } from '../runs/live-states.ts';
import { figuresOf } from './figures.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** How the platform keeps what it promises. Reads at most twenty documents for each day that is shown, whatever happened on it. */
export async function readOperations(documents: Documents, now: Date): Promise<Operations> {
  const days = Array.from({ length: OPERATION_DAYS.shown }, (_, index) => budgetDay(new Date(now.getTime() - index * DAY_HOURS * HOUR_MS)));
  const [hours, waiting, oldest, live] = await Promise.all([
    readHours(documents, days.at(-1) ?? budgetDay(now)),
    documents.waitingQuestions().count().get(),
    documents.waitingQuestions().limit(1).get(),
    documents
      .runs()
      .where('state', 'in', [...LIVE_STATES])
      .where('lease_until', '>', now)
      .orderBy('lease_until')
      .count()
      .get(),
  ]);
  const of = (day: string): readonly OperationHour[] => [...(hours.get(day)?.values() ?? [])].flat();
  const lastHours = Array.from({ length: DAY_HOURS }, (_, index) => new Date(now.getTime() - index * HOUR_MS));
  return {
    at: now.toISOString(),
    waiting: waiting.data().count,
    waiting_since: oldest.docs[0]?.data().created_at.toISOString() ?? null,
    live_runs: live.data().count,
    last_day: figuresOf(lastHours.flatMap((at) => hours.get(budgetDay(at))?.get(budgetHour(at)) ?? [])),
    days: days.map((day) => ({ day, figures: figuresOf(of(day)) })),
  };
}

/** What every shard counted, by day and hour. */
async function readHours(documents: Documents, from: string): Promise<Map<string, Map<string, OperationHour[]>>> {
  const found = await documents.operationDays().where('day', '>=', from).get();
  const days = new Map<string, Map<string, OperationHour[]>>();
  for (const document of found.docs) {
    const { day, hours } = document.data();
    const known = days.get(day) ?? new Map<string, OperationHour[]>();
    for (const [hour, counted] of Object.entries(hours)) known.set(hour, [...(known.get(hour) ?? []), counted]);
    days.set(day, known);
  }
  return days;
}
