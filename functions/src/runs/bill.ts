import { addUsage, NO_USAGE, type OpenReservation, type RunBudgetDocument, type Usage } from '@oma/contract';
import type { Counters } from './counters.ts';

/** What a turn comes to when it ends. */
export type Bill = {
  /** What it used, for its reply, its session and its run. */
  usage: Usage;
  /** What of that the counters do not hold yet. */
  left: Usage;
  /** What was still set aside, and what of it counts as spent. */
  open: readonly (OpenReservation & { spentUsd: number })[];
};

export const NO_BILL: Bill = { usage: NO_USAGE, left: NO_USAGE, open: [] };

/** The runner's own account: it knows all it used, so what is still set aside is given back. */
export function reportedBill(budget: RunBudgetDocument | null, reported: Usage): Bill {
  const settled = budget?.settled ?? NO_USAGE;
  const usage = most(reported, settled);
  return { usage, left: minus(usage, settled), open: (budget?.open ?? []).map((one) => ({ ...one, spentUsd: 0 })) };
}

/** A turn that functions close: the last heartbeat knows what went before, and what was set aside for an open request counts as spent. */
export function closedBill(budget: RunBudgetDocument | null, heartbeat: Usage): Bill {
  const settled = budget?.settled ?? NO_USAGE;
  const known = most(heartbeat, settled);
  const open = (budget?.open ?? []).map((one) => ({ ...one, spentUsd: one.usd }));
  const usage = open.reduce((sum, one) => addUsage(sum, { ...NO_USAGE, cost_usd: one.spentUsd }), known);
  return { usage, left: minus(known, settled), open };
}

/** Counts what is left now, and what was set aside on the day it was taken from. */
export function countBill(counters: Counters, bill: Bill, now: Date): void {
  counters.add(now, bill.left);
  for (const { at, usd, spentUsd } of bill.open) counters.add(at, { reserved_usd: -usd, cost_usd: spentUsd });
}

const most = (a: Usage, b: Usage): Usage => ({
  input_tokens: Math.max(a.input_tokens, b.input_tokens),
  output_tokens: Math.max(a.output_tokens, b.output_tokens),
  cost_usd: Math.max(a.cost_usd, b.cost_usd),
});

/** `b` is nowhere more than `a`. */
const minus = (a: Usage, b: Usage): Usage => ({
  input_tokens: a.input_tokens - b.input_tokens,
  output_tokens: a.output_tokens - b.output_tokens,
  cost_usd: a.cost_usd - b.cost_usd,
});
