import { budgetMonth, type UsageCounter } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { readMonthUsage } from './month-usage.ts';

/** What the platform's month has cost, and what is set aside, over all its shards. */
export type MonthSpent = Pick<UsageCounter, 'cost_usd' | 'reserved_usd'>;

export type MonthSpending = {
  /** At most 5 s old, with what this process set aside since; near `limitUsd`, where it decides, always fresh. */
  read(at: Date, limitUsd: number): Promise<MonthSpent>;
  /** Told of what this process set aside, after it did. */
  setAside(usd: number): void;
};

const STALE_AFTER_MS = 5000;
/** From here on a month is near its limit: other processes hardly set aside a tenth of it within five seconds. */
const NEAR = 0.9;

export function monthSpending(documents: Documents, clock: () => number = Date.now): MonthSpending {
  let cached: { month: string; spent: MonthSpent; readAt: number; setAsideBefore: number } | null = null;
  let setAside = 0;

  return {
    async read(at, limitUsd) {
      const month = budgetMonth(at);
      if (cached?.month === month && clock() - cached.readAt < STALE_AFTER_MS) {
        const { cost_usd, reserved_usd } = cached.spent;
        const spent = { cost_usd, reserved_usd: reserved_usd + setAside - cached.setAsideBefore };
        if (spent.cost_usd + spent.reserved_usd < limitUsd * NEAR) return spent;
      }
      const begun = { month, readAt: clock(), setAsideBefore: setAside };
      const { cost_usd, reserved_usd } = await readMonthUsage(documents, at);
      const spent = { cost_usd, reserved_usd };
      if (cached === null || cached.readAt <= begun.readAt) cached = { ...begun, spent };
      return spent;
    },
    setAside(usd) {
      setAside += usd;
    },
  };
}
