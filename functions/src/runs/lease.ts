import { RUN_LIMITS } from '@oma/contract';

/** How much longer than its call a lease lasts, at least: time for the next sign of life to arrive. */
const MARGIN_MS = 10_000;

/** How long a run is believed after a sign of life that holds its call open for `waitMs`, in milliseconds. */
export const leaseMs = (waitMs: number): number => Math.max(RUN_LIMITS.lease, waitMs + MARGIN_MS);

/** Whether a claimed run is later with its sign of life than a healthy one ever is: between turns it gives one every ten seconds. */
export const isOverdue = (leaseUntil: Date, now: Date): boolean =>
  leaseUntil.getTime() - now.getTime() < RUN_LIMITS.lease - RUN_LIMITS.heartbeatIdle - 2000;
