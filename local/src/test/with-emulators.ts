import { DEMO_PROJECT } from '@oma/contract';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChild } from '../child.ts';
import { findFirestoreEmulator } from '../firestore-emulator.ts';
import { unusablePort } from '../unusable-port.ts';
import { answersHttp, waitUntil } from '../wait-until.ts';

const PORTS = { firestore: 18_080, auth: 19_099, hub: 14_400, logging: 14_500, websocket: 19_150 };

/** Starts the Firestore and Auth emulators on ports of their own, runs `body` with their addresses in the environment, and ends them. */
export async function withEmulators<T>(
  root: string,
  say: (line: string) => void,
  body: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const taken = await unusablePort(PORTS);
  if (taken !== null) throw new Error(`Port ${taken.port} (${taken.name} of the tests) is taken: end what listens there.`);
  const firebase = path.join(root, 'node_modules', '.bin', 'firebase');
  const emulator = await findFirestoreEmulator(firebase, say);
  if (emulator === null) throw new Error('The tests need a Firestore emulator.');
  const on = (port: number) => ({ host: '127.0.0.1', port });
  const config = path.join(root, 'firebase.local.test.json');
  writeFileSync(
    config,
    JSON.stringify({
      firestore: { rules: 'firestore.rules', indexes: 'firestore.indexes.json' },
      emulators: {
        singleProjectMode: false,
        ui: { enabled: false },
        hub: on(PORTS.hub),
        logging: on(PORTS.logging),
        auth: on(PORTS.auth),
        firestore: { ...on(PORTS.firestore), websocketPort: PORTS.websocket },
      },
    }),
  );
  const logs = path.join(root, '.local', 'test');
  mkdirSync(logs, { recursive: true });
  const child = startChild({
    name: 'emulators',
    command: emulator.prefix[0] ?? firebase,
    args: [
      ...(emulator.prefix.length === 0 ? [] : [...emulator.prefix.slice(1), firebase]),
      'emulators:start',
      '--only',
      'auth,firestore',
      '--project',
      DEMO_PROJECT,
      '--config',
      config,
    ],
    env: { ...process.env, CI: 'true' },
    cwd: root,
    logFile: path.join(logs, 'emulators.log'),
  });
  try {
    const up = await Promise.all([PORTS.firestore, PORTS.auth].map((port) => waitUntil(answersHttp(`http://127.0.0.1:${port}/`), 90_000)));
    if (!up.every(Boolean)) throw new Error('The emulators did not start; .local/test/emulators.log says why.');
    return await body({
      FIRESTORE_EMULATOR_HOST: `127.0.0.1:${PORTS.firestore}`,
      FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${PORTS.auth}`,
      METADATA_SERVER_DETECTION: 'none',
      GCLOUD_PROJECT: DEMO_PROJECT,
    });
  } finally {
    await child.stop('SIGINT', 10_000);
  }
}
