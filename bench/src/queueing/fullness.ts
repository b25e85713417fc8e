import type { Limits } from './limits.ts';
import type { Load } from './load.ts';

/** A limit, and how much of it is used. */
export type Fullness = { name: string; unit: string; used: number; limit: number };

/** Cloud Run adds instances where those that are there are 60 % full, by calls held open and by time of the processor. */
const FULL = 0.6;
/** Calls a second that one processor bears. Nobody has measured it on Cloud Run. */
const CALLS_OF_INSTANCE = 200;

/** Instances of `runs` that Cloud Run brings up. */
export const runsInstances = ({ runsOpen, runsCalls }: Load, { runsConcurrency }: Limits): number =>
  Math.max(1, Math.ceil(Math.max(runsOpen / (runsConcurrency * FULL), runsCalls / (CALLS_OF_INSTANCE * FULL))));

/** How full every limit is, the fullest first. */
export function fullnessOf(load: Load, mostExecutions: number, limits: Limits): Fullness[] {
  const all: Fullness[] = [
    { name: 'executions', unit: 'at once', used: mostExecutions, limit: limits.executions },
    { name: '`runJob`', unit: 'a minute', used: load.launches * 60, limit: limits.runJobPerMinute },
    { name: 'queue `launches`', unit: 'a second', used: load.dispatches, limit: limits.launches.perSecond },
    { name: 'queue `work`', unit: 'a second', used: load.work, limit: limits.workPerSecond },
    { name: 'instances of `runs`', unit: 'at once', used: runsInstances(load, limits), limit: limits.runsInstances },
    { name: 'counters of the month', unit: 'writes a second', used: load.monthWrites, limit: limits.monthShards },
    { name: 'index of `runs`', unit: 'writes a second', used: load.runWrites, limit: limits.growingIndex },
    { name: 'index of `sessions`', unit: 'writes a second', used: load.sessionWrites, limit: limits.growingIndex },
  ];
  return all.sort((a, b) => b.used / b.limit - a.used / a.limit);
}
