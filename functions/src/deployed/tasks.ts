import './options.ts';
import { onRequest } from 'firebase-functions/https';
import { runDeps } from '../compose.ts';
import { tasksDoor } from '../runs/tasks-door.ts';
import { serve } from './serve.ts';

/** What Cloud Tasks calls: launch, watch, close a turn. Private at IAM. */
export const tasks = onRequest(
  { invoker: 'private', concurrency: 80, memory: '512MiB', timeoutSeconds: 120 },
  serve(() => tasksDoor(runDeps())),
);
