import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createObjects } from '../../../local/src/cloud/objects.ts';
import { serve } from '../../../local/src/json-server.ts';
import { signerKey } from '../../../local/src/signer-key.ts';
import { readConfig } from '../../src/config.ts';
import { cloudStorage } from '../../src/google/cloud-storage.ts';
import type { ObjectStore } from '../../src/objects/object-store.ts';

/** The production adapter, talking to the stand-in that `npm start` uses, on a port and in a folder of its own. */
export type ObjectHarness = {
  objects: ObjectStore;
  /** Every object by its name. */
  all(): Promise<Map<string, Buffer>>;
  close(): Promise<void>;
};

export async function startObjects(): Promise<ObjectHarness> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'objects-'));
  const keyFile = path.join(home, 'signer.pem');
  const folder = path.join(home, 'objects');
  const { port, server } = await serveAnywhere([createObjects({ folder, key: signerKey(keyFile) })]);
  const config = readConfig({ GCLOUD_PROJECT: 'demo-objects', LOCAL_CLOUD: `127.0.0.1:${port}`, LOCAL_SIGNER_KEY_FILE: keyFile });
  const bucket = path.join(folder, config.objectsBucket);
  return {
    objects: cloudStorage(config),
    async all() {
      const files = await readdir(bucket).catch(() => []);
      return new Map(
        await Promise.all(files.map(async (file) => [decodeURIComponent(file), await readFile(path.join(bucket, file))] as const)),
      );
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(home, { recursive: true });
    },
  };
}

/** A port that was free may be another's by the time it is listened to: then there is the next one. */
async function serveAnywhere(handlers: Parameters<typeof serve>[1], tries = 5): Promise<{ port: number; server: Server }> {
  const port = await freePort();
  try {
    return { port, server: await serve(port, handlers) };
  } catch (error) {
    if (tries === 1) throw error;
    return serveAnywhere(handlers, tries - 1);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
