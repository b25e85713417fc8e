import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from './object-store.ts';
import { zipIntoStore } from './zip-into-store.ts';

const PIECE = 64 * 1024;

/** A store of which a test uses nothing but the writing of streams. */
function storeThat(writeStream: ObjectStore['writeStream']): ObjectStore {
  const unused = (): Promise<never> => Promise.reject(new Error('not used here'));
  return {
    readUrl: unused,
    downloadUrl: unused,
    writeUrl: unused,
    uploadUrl: unused,
    write: unused,
    read: unused,
    copy: unused,
    list: unused,
    delete: unused,
    writeStream,
  };
}

describe('an archive on its way into the store', () => {
  it('is read no faster than the store takes it, however large it is', async () => {
    let given = 0;
    let isOpen = false;
    const store = storeThat(async (_name, _type, content) => {
      await once(content, 'readable');
      while (!isOpen) await sleep(10);
      let taken = 0;
      for await (const piece of content) taken += (piece as Buffer).length;
      return taken;
    });
    const workspace = Readable.from(
      (function* () {
        for (let count = 0; count < 1600; count += 1) {
          given += PIECE;
          yield Buffer.alloc(PIECE, count);
        }
      })(),
      { objectMode: false },
    );
    const stored = zipIntoStore(store, 'x.zip', (zip) => zip.add('workspace.tar.gz', workspace, true));
    await sleep(300);
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(2 * 1024 * 1024);
    isOpen = true;
    expect(await stored).toBeGreaterThan(1600 * PIECE);
  });

  it('fails with the store, in the middle of a file', async () => {
    const store = storeThat(async (_name, _type, content) => {
      await once(content, 'readable');
      throw new Error('the store is full');
    });
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(PIECE);
      })(),
      { objectMode: false },
    );
    await expect(zipIntoStore(store, 'x.zip', (zip) => zip.add('a', endless))).rejects.toThrow('the store is full');
  });

  it('is broken off for the store when one of its files breaks', async () => {
    let heard: unknown = null;
    const store = storeThat(async (_name, _type, content) => {
      try {
        await buffer(content);
      } catch (error) {
        heard = error;
        throw error;
      }
      return 0;
    });
    const broken = Readable.from(
      (async function* () {
        yield 'beginning';
        await sleep(1);
        throw new Error('the file broke');
      })(),
      { objectMode: false },
    );
    await expect(zipIntoStore(store, 'x.zip', (zip) => zip.add('a', broken))).rejects.toThrow('the file broke');
    expect(heard).toBeInstanceOf(Error);
  });
});
