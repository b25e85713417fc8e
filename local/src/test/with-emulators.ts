import { DEMO_PROJECT } from '@oma/contract';
import { withEmulators as withEmulatorsOn } from '../with-emulators.ts';

const PORTS = { firestore: 18_080, auth: 19_099, hub: 14_400, logging: 14_500, websocket: 19_150 };

/** Starts the Firestore and Auth emulators on ports of their own, runs `body` with their addresses in the environment, and ends them. */
export const withEmulators = <T>(root: string, say: (line: string) => void, body: (env: NodeJS.ProcessEnv) => Promise<T>): Promise<T> =>
  withEmulatorsOn({ root, name: 'test', project: DEMO_PROJECT, ports: PORTS, say }, body);
