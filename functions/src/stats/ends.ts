import { budgetDay, type Ends } from '@oma/contract';

/** How an answer ended, and when. */
export type End = { status: 'done' | 'failed' | 'stopped'; endedAt: Date };

/** What `counted` is with one more end. */
export function addEnd(counted: Ends, { status, endedAt }: End): Ends {
  const day = budgetDay(endedAt);
  const before = counted.days[day] ?? { done: 0, failed: 0, stopped: 0 };
  return {
    ...counted,
    [status]: counted[status] + 1,
    last_run_ms: Math.max(counted.last_run_ms, endedAt.getTime()),
    days: { ...counted.days, [day]: { ...before, [status]: before[status] + 1 } },
  };
}
