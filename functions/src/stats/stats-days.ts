import { budgetDay, STATS_DAYS } from '@oma/contract';

const DAY_MS = 24 * 3_600_000;

/** The budget days of the trend, oldest first, today last. */
export const statsDays = (now: Date): string[] =>
  Array.from({ length: STATS_DAYS }, (_, index) => budgetDay(new Date(now.getTime() - (STATS_DAYS - 1 - index) * DAY_MS)));
