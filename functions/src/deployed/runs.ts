import { minInstances, PUBLIC } from './options.ts';
import { defineSecret } from 'firebase-functions/params';
import { onRequest } from 'firebase-functions/https';
import { runDeps, verifyJobIdentity } from '../compose.ts';
import { runsDoor } from '../runs/runs-door.ts';
import { serve } from './serve.ts';

/** The only function that may read the model key: `claim` hands it to the runner's main process. */
const modelKey = defineSecret('ANTHROPIC_API_KEY');

/** The runner's one door. Public at IAM; tokens are checked inside. Calls may be held open for a minute. */
export const runs = onRequest(
  {
    serviceAccount: 'oma-runs@',
    invoker: PUBLIC,
    minInstances,
    concurrency: 500,
    memory: '1GiB',
    timeoutSeconds: 120,
    secrets: [modelKey],
  },
  serve(() => runsDoor(runDeps(), verifyJobIdentity())),
);
