import { minInstances } from './options.ts';
import { onRequest } from 'firebase-functions/https';
import { defineSecret } from 'firebase-functions/params';
import { mailDeps, runDeps, sweepDeps } from '../compose.ts';
import { tasksDoor } from '../runs/tasks-door.ts';
import { serve } from './serve.ts';

/** The only function that sends letters, and that may read the password for it. */
const smtpPassword = defineSecret('SMTP_PASSWORD');

/** What Cloud Tasks calls: launch, watch, close a turn, send a letter. Only the account that the queues call in the name of may call it. */
export const tasks = onRequest(
  {
    serviceAccount: 'oma-tasks@',
    invoker: 'oma-task-caller@',
    minInstances,
    concurrency: 80,
    memory: '512MiB',
    timeoutSeconds: 120,
    secrets: [smtpPassword],
  },
  serve(() => tasksDoor(runDeps(), mailDeps, sweepDeps)),
);
