import { REGION } from '@oma/contract';
import { type Queue, QUEUES } from '../../names.ts';
import { described } from '../described.ts';
import { command, type Resource } from '../resource.ts';

/** The limits of a queue; what they come from, and what to raise when, stands in docs/SCALE.md. */
export type QueueLimits = { perSecond: number; atOnce: number; attempts: number };

/**
 * Cloud Run takes about 180 runs of jobs a minute, so three a second are started; the person sees "waiting". A call that finds it busy is tried again until
 * the run's own limit is over. Everything else is short, and many at once.
 */
export const QUEUE_LIMITS: Readonly<Record<Queue, QueueLimits>> = {
  launches: { perSecond: 3, atOnce: 30, attempts: 60 },
  work: { perSecond: 500, atOnce: 200, attempts: 60 },
};

export function queues(): Resource[] {
  return QUEUES.map((name) => {
    const { perSecond, atOnce, attempts } = QUEUE_LIMITS[name];
    const at = [name, `--location=${REGION}`];
    const flags = [
      `--max-dispatches-per-second=${perSecond}`,
      `--max-concurrent-dispatches=${atOnce}`,
      `--max-attempts=${attempts}`,
      '--min-backoff=1s',
      '--max-backoff=30s',
      '--max-doublings=5',
    ];
    return described({
      name: `queue ${name}`,
      reason:
        name === 'launches'
          ? `starts runs, ${perSecond} a second: as many as Cloud Run takes`
          : 'watches runs, closes turns, sends letters and carries tests on, without waiting behind what is started',
      permissions: ['cloudtasks.queues.create', 'cloudtasks.queues.get', 'cloudtasks.queues.update'],
      describe: ['tasks', 'queues', 'describe', ...at],
      wanted: {
        rateLimits: { maxDispatchesPerSecond: perSecond, maxConcurrentDispatches: atOnce },
        retryConfig: { maxAttempts: attempts, minBackoff: '1s', maxBackoff: '30s', maxDoublings: 5 },
        state: 'RUNNING',
      },
      create: () => [command('tasks', 'queues', 'create', ...at, ...flags)],
      update: () => [command('tasks', 'queues', 'update', ...at, ...flags), command('tasks', 'queues', 'resume', ...at)],
    });
  });
}
