import { DEMO_PROJECT, portsAt, PORTS } from '@oma/contract';
import * as z from 'zod';
import { type FirebaseApp, initializeApp } from 'firebase/app';

/** Where the emulators of this page listen: the page's own port tells by how much all are shifted. */
export const emulatorPorts = () => portsAt(Number(location.port) - PORTS.hosting);

async function readConfig(): Promise<Record<string, string>> {
  if (EMULATORS) return { apiKey: 'demo', projectId: DEMO_PROJECT, authDomain: location.host };
  const response = await fetch('/__/firebase/init.json');
  return FirebaseConfig.parse(await response.json());
}

const FirebaseConfig = z.record(z.string(), z.string());

let app: Promise<FirebaseApp> | null = null;

/** The Firebase app of this page, made at its first use. */
export const firebaseApp = (): Promise<FirebaseApp> => (app ??= readConfig().then((config) => initializeApp(config)));
