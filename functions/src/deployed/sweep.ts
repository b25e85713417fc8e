import './options.ts';
import { onSchedule } from 'firebase-functions/scheduler';
import { log, sweepDeps } from '../compose.ts';
import { sweepAll } from '../platform/sweep-all.ts';
import { guarded } from './guarded.ts';

/** Every minute; see `sweepAll`. */
export const sweep = onSchedule({ serviceAccount: 'oma-sweep@', schedule: 'every 1 minutes', timeoutSeconds: 120 }, async () => {
  await guarded(log, 'sweep', () => sweepAll(sweepDeps()));
});
