import { DEMO_PROJECT, portsAt, PORTS } from '@oma/contract';
import { type FirebaseApp, initializeApp } from 'firebase/app';

/** Where the emulators of this page listen: the page's own port tells by how much all are shifted. */
export const emulatorPorts = () => portsAt(Number(location.port) - PORTS.hosting);

async function readConfig(): Promise<Record<string, string>> {
  if (EMULATORS) return { apiKey: 'demo', projectId: DEMO_PROJECT, authDomain: location.host };
  const response = await fetch('/__/firebase/init.json');
  const config: unknown = await response.json();
  return Object.fromEntries(Object.entries(config ?? {}).filter((field): field is [string, string] => typeof field[1] === 'string'));
}

let app: Promise<FirebaseApp> | null = null;

/** The Firebase app of this page, made at its first use. Throws where the configuration could not be fetched; asked again, it is fetched again. */
export const firebaseApp = (): Promise<FirebaseApp> =>
  (app ??= readConfig()
    .then((config) => initializeApp(config))
    .catch((error: unknown) => {
      app = null;
      throw error;
    }));
