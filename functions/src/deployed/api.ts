import { minInstances, PUBLIC } from './options.ts';
import { onRequest } from 'firebase-functions/https';
import { apiDeps } from '../compose.ts';
import { createApi } from '../http/api.ts';
import { serve } from './serve.ts';

/** The HTTP API. Public at IAM; every call but `health` carries a person's ID token. An archive of a person's data may take minutes to make. */
export const api = onRequest(
  { serviceAccount: 'oma-api@', invoker: PUBLIC, minInstances, concurrency: 80, memory: '512MiB', timeoutSeconds: 600 },
  serve(() => createApi(apiDeps())),
);
