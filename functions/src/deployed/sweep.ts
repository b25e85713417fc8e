import './options.ts';
import { onSchedule } from 'firebase-functions/scheduler';
import { mailQueueDeps, runDeps } from '../compose.ts';
import { sweepMail } from '../mail/sweep-mail.ts';
import { sweep as sweepAll } from '../runs/sweep.ts';

/** Every minute: catches what triggers and tasks lost. */
export const sweep = onSchedule({ schedule: 'every 1 minutes', timeoutSeconds: 120 }, async () => {
  await Promise.all([sweepAll(runDeps()), sweepMail(mailQueueDeps())]);
});
