import type { Ports } from '@oma/contract';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const HeaderRule = z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) });
type HeaderRule = z.infer<typeof HeaderRule>;
const FirebaseJson = z.looseObject({
  firestore: z.looseObject({ rules: z.string() }),
  hosting: z.looseObject({ public: z.string(), headers: z.array(HeaderRule) }),
});

/** The emulator suite's own ports besides ours. */
const suitePorts = (offset: number) => ({
  hub: 4400 + offset,
  logging: 4500 + offset,
  eventarc: 9299 + offset,
  taskEmulator: 9499 + offset,
  websocket: 9150 + offset,
});

/** Where the pages of a platform on this machine are built; another offset has others, for they know their address. */
export const pagesFolder = (offset: number): string => path.join('.local', String(offset), 'pages');

export const allPorts = (ports: Ports, offset: number): Record<string, number> => ({ ...ports, ...suitePorts(offset) });

/** The headers of firebase.json, whose Content-Security-Policy lets the pages speak with Google's servers, with this machine's emulators besides. */
export function letPagesReachEmulators(rules: readonly HeaderRule[], ports: Pick<Ports, 'auth' | 'firestore' | 'cloud'>): HeaderRule[] {
  const emulators = [ports.auth, ports.firestore, ports.cloud].map((port) => `http://127.0.0.1:${port}`).join(' ');
  return rules.map(({ source, headers }) => ({
    source,
    headers: headers.map(({ key, value }) => ({
      key,
      value: key === 'Content-Security-Policy' ? value.replace(/connect-src [^;]*/, (directive) => `${directive} ${emulators}`) : value,
    })),
  }));
}

/**
 * Writes the emulators' configuration: firebase.json with this machine's ports, the web build for emulators, and a copy of the rules (see `watchRules`). It lies in the project's root because
 * firebase-tools refuses paths outside its file's folder.
 */
export function writeFirebaseConfig(root: string, ports: Ports, offset: number): string {
  const rules = path.join('.local', String(offset), 'firestore.rules');
  copyFileSync(path.join(root, 'firestore.rules'), path.join(root, rules));
  const given = FirebaseJson.parse(JSON.parse(readFileSync(path.join(root, 'firebase.json'), 'utf8')));
  const suite = suitePorts(offset);
  const on = (port: number) => ({ host: '127.0.0.1', port });
  const config = {
    ...given,
    firestore: { ...given.firestore, rules },
    // The bundle finds the packages of the checkout, so no folder has to be made of it here.
    functions: [{ source: 'functions', codebase: 'default', runtime: 'nodejs24' }],
    hosting: { ...given.hosting, public: pagesFolder(offset), headers: letPagesReachEmulators(given.hosting.headers, ports) },
    emulators: {
      singleProjectMode: false,
      ui: { enabled: false },
      hub: on(suite.hub),
      logging: on(suite.logging),
      eventarc: on(suite.eventarc),
      tasks: on(suite.taskEmulator),
      auth: on(ports.auth),
      functions: on(ports.functions),
      firestore: { ...on(ports.firestore), websocketPort: suite.websocket },
      hosting: on(ports.hosting),
    },
  };
  const file = path.join(root, `firebase.local.${offset}.json`);
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}
