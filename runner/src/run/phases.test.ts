import { RunnerPhase } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { Phases } from './phases.ts';

it('tells how long each part took, also of one that failed, and each once', async () => {
  const phases = new Phases();
  const startedAt = Date.now();
  await expect(phases.time('save', Promise.reject(new Error('full')))).rejects.toThrow('full');
  await phases.time('claude', sleep(20));
  await phases.time('claude', sleep(20));
  const told = z.array(RunnerPhase).parse(phases.take());
  expect(told.map(({ name }) => name)).toEqual(['save', 'claude']);
  expect(told[1]?.ms).toBeGreaterThanOrEqual(38);
  expect(Date.parse(told[1]?.started_at ?? '')).toBeGreaterThanOrEqual(startedAt);
  expect(phases.take()).toEqual([]);
});
