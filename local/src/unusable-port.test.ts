import { createServer, type Server } from 'node:net';
import { portsAt } from '@oma/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { allPorts } from './firebase-config.ts';
import { unusablePort, usableOffset } from './unusable-port.ts';

let server: Server | null = null;
afterEach(() => server?.close());

const listen = (port: number): Promise<void> =>
  new Promise((resolve) => {
    server = createServer().listen(port, '127.0.0.1', () => resolve());
  });
const portsOf = (offset: number): Record<string, number> => allPorts(portsAt(offset), offset);

describe('a port', () => {
  it('is unusable where something listens, and where browsers refuse it', async () => {
    await listen(27_123);
    expect(await unusablePort({ free: 27_124, taken: 27_123 })).toEqual({ name: 'taken', port: 27_123, why: 'taken' });
    expect(await unusablePort(portsOf(1000))).toEqual({ name: 'hosting', port: 6000, why: 'blocked' });
    expect(await unusablePort(portsOf(2000))).toEqual({ name: 'firestore', port: 10_080, why: 'blocked' });
    await expect(fetch('http://127.0.0.1:10080/')).rejects.toMatchObject({ cause: { message: 'bad port' } });
  });

  it('of the offset that is proposed is usable, and none of its neighbours’', async () => {
    await listen(portsAt(20_000).smtp);
    expect(await usableOffset(19_300, portsOf)).toBe(21_000);
    const [one, next] = [21_000, 22_000].map((offset) => Object.values(portsOf(offset)));
    expect(one?.filter((port) => next?.includes(port))).toEqual([]);
  });
});
