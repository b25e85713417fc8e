import './options.ts';
import { onSchedule } from 'firebase-functions/scheduler';
import { sweepDeps } from '../compose.ts';
import { sweepAll } from '../platform/sweep-all.ts';

/** Every minute; see `sweepAll`. */
export const sweep = onSchedule({ schedule: 'every 1 minutes', timeoutSeconds: 120 }, async () => {
  await sweepAll(sweepDeps());
});
