import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './child.ts';
import { findFirestoreEmulator } from './firestore-emulator.ts';
import { unusablePort } from './unusable-port.ts';
import { answersHttp, waitUntil } from './wait-until.ts';

/** The ports of emulators that run for one purpose. Without one for Auth there is only Firestore's. */
export type EmulatorPorts = { firestore: number; auth?: number; hub: number; logging: number; websocket: number };

/**
 * Starts the Firestore emulator, and that of Auth where it has a port, runs `body` with their addresses in the environment, and ends them. `importFrom`: the
 * folder of an export, which every project of theirs begins with. Throws a sentence where they cannot be had.
 */
export async function withEmulators<T>(
  given: { root: string; name: string; project: string; ports: EmulatorPorts; importFrom?: string; say: (line: string) => void },
  body: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const { root, name, project, ports, say } = given;
  const taken = await unusablePort(ports);
  if (taken !== null) throw new Error(`Port ${taken.port} (${taken.name} of the emulators for ${name}) is taken: end what listens there.`);
  const firebase = path.join(root, 'node_modules', '.bin', 'firebase');
  const emulator = await findFirestoreEmulator(firebase, say);
  if (emulator === null) throw new Error(`There is no Firestore emulator, without which ${name} cannot go on.`);
  const logs = path.join(root, '.local', name);
  mkdirSync(logs, { recursive: true });
  const child = startChild({
    name: 'emulators',
    command: emulator.prefix[0] ?? firebase,
    args: [
      ...(emulator.prefix.length === 0 ? [] : [...emulator.prefix.slice(1), firebase]),
      'emulators:start',
      '--only',
      ports.auth === undefined ? 'firestore' : 'auth,firestore',
      '--project',
      project,
      '--config',
      writeConfig(root, name, ports),
      ...(given.importFrom === undefined ? [] : [`--import=${given.importFrom}`]),
    ],
    env: { ...process.env, CI: 'true' },
    cwd: root,
    logFile: path.join(logs, 'emulators.log'),
  });
  try {
    const failure = new AbortController();
    void child.ended.then(() => failure.abort());
    const withWhat =
      given.importFrom === undefined ? '' : ` with the export in ${given.importFrom}, where files of it may be cut off or missing`;
    const awaited = [ports.firestore, ...(ports.auth === undefined ? [] : [ports.auth])];
    const up = await Promise.all(awaited.map((port) => waitUntil(answersHttp(`http://127.0.0.1:${port}/`), 90_000, failure.signal)));
    if (!up.every(Boolean)) throw new Error(`The emulators did not start${withWhat}; .local/${name}/emulators.log says why.`);
    return await body({
      FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
      ...(ports.auth === undefined ? {} : { FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}` }),
      METADATA_SERVER_DETECTION: 'none',
      GCLOUD_PROJECT: project,
    });
  } finally {
    await child.stop('SIGINT', 10_000);
  }
}

/** The emulators' configuration; it lies in the project's root because firebase-tools refuses paths outside its file's folder. */
function writeConfig(root: string, name: string, { firestore, auth, hub, logging, websocket }: EmulatorPorts): string {
  const on = (port: number) => ({ host: '127.0.0.1', port });
  const file = path.join(root, `firebase.local.${name}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      firestore: { rules: 'firestore.rules', indexes: 'firestore.indexes.json' },
      emulators: {
        singleProjectMode: false,
        ui: { enabled: false },
        hub: on(hub),
        logging: on(logging),
        ...(auth === undefined ? {} : { auth: on(auth) }),
        firestore: { ...on(firestore), websocketPort: websocket },
      },
    }),
  );
  return file;
}
