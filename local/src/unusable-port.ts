import { createServer } from 'node:net';
import { MOST_PORT_OFFSET } from './options.ts';

/** Why a port cannot be used: something listens there, or browsers and Node's `fetch` never open it. */
export type UnusablePort = { name: string; port: number; why: 'taken' | 'blocked' };

/** Those above 1024 of https://fetch.spec.whatwg.org/#port-blocking, under which no page and no `fetch` reaches anything. */
const BLOCKED: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** The first of these ports that cannot be used; null if all can. */
export async function unusablePort(ports: Readonly<Record<string, number>>): Promise<UnusablePort | null> {
  for (const [name, port] of Object.entries(ports)) {
    if (BLOCKED.has(port)) return { name, port, why: 'blocked' };
    if (!(await isFree(port))) return { name, port, why: 'taken' };
  }
  return null;
}

const STEP = 1000;

/** The next offset of whole thousands at which every port can be used; null where there is none. */
export async function usableOffset(after: number, portsOf: (offset: number) => Readonly<Record<string, number>>): Promise<number | null> {
  for (let offset = (Math.floor(after / STEP) + 1) * STEP; offset <= MOST_PORT_OFFSET; offset += STEP)
    if ((await unusablePort(portsOf(offset))) === null) return offset;
  return null;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
