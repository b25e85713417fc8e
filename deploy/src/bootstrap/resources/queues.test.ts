import { expect, it } from 'vitest';
import { TODAY } from '../../../../bench/src/queueing/limits.ts';
import { QUEUE_LIMITS } from './queues.ts';

it('the queues are made as docs/SCALE.md simulates them', () => {
  expect(TODAY.launches).toEqual({ perSecond: QUEUE_LIMITS.launches.perSecond, atOnce: QUEUE_LIMITS.launches.atOnce });
  expect(TODAY.workPerSecond).toBe(QUEUE_LIMITS.work.perSecond);
});
