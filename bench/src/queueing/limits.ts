import { PLATFORM_USAGE_SHARDS } from '@oma/contract';

/** What the platform may use, of Google's quotas and of its own settings; where each stands in the code says docs/SCALE.md. */
export type Limits = {
  /** Executions of jobs that run at once. */
  executions: number;
  /** Calls of `runJob` a minute. */
  runJobPerMinute: number;
  launches: { perSecond: number; atOnce: number };
  /** What the queue `work` hands over a second. */
  workPerSecond: number;
  runsInstances: number;
  runsConcurrency: number;
  /** Documents over which a month of the platform is spread, each good for about one write a second. */
  monthShards: number;
  /** Writes a second to a collection with an indexed field that grows with time, as `runs.lease_until` does. */
  growingIndex: number;
};

/** As it is deployed: one region, no quota raised. */
export const TODAY: Limits = {
  executions: 1000,
  runJobPerMinute: 180,
  launches: { perSecond: 3, atOnce: 30 },
  workPerSecond: 500,
  runsInstances: 100,
  runsConcurrency: 500,
  monthShards: PLATFORM_USAGE_SHARDS,
  growingIndex: 500,
};

/** Jobs in so many regions or projects, each with a queue that starts them, and all else raised as it must be. */
const raised = (places: number, more: Pick<Limits, 'workPerSecond' | 'runsInstances' | 'monthShards' | 'growingIndex'>): Limits => ({
  executions: TODAY.executions * places,
  runJobPerMinute: TODAY.runJobPerMinute * places,
  launches: { perSecond: TODAY.launches.perSecond * places, atOnce: TODAY.launches.atOnce * places },
  runsConcurrency: TODAY.runsConcurrency,
  ...more,
});

export const TWO_PLACES = raised(2, { workPerSecond: 500, runsInstances: 100, monthShards: 40, growingIndex: 500 });
export const FOUR_PLACES = raised(4, { workPerSecond: 500, runsInstances: 100, monthShards: 200, growingIndex: 2000 });
export const MANY_PLACES = raised(25, { workPerSecond: 2000, runsInstances: 1000, monthShards: 1600, growingIndex: 16_000 });
