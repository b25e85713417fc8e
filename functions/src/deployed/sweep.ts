import './options.ts';
import { onSchedule } from 'firebase-functions/scheduler';
import { runDeps } from '../compose.ts';
import { sweep as sweepAll } from '../runs/sweep.ts';

/** Every minute: catches what triggers and tasks lost. */
export const sweep = onSchedule({ schedule: 'every 1 minutes', timeoutSeconds: 120 }, async () => {
  await sweepAll(runDeps());
});
