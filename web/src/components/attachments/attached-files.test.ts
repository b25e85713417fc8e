import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { AttachedFiles } from './attached-files.ts';
import { unnamed } from './kept-files.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

it('of which only the id is known are asked for: one that is gone is not sent, and says so', async () => {
  const known = new Map([['there', { id: 'there', name: '매출.csv', size: 3 }]]);
  const files = new AttachedFiles({ requestUpdate: () => undefined }, { sessionId: 's', keptKey: 'k' }, (id) =>
    id === 'unknown' ? Promise.reject(new Error('no connection')) : Promise.resolve(known.get(id) ?? null),
  );
  files.giveBack(['there', 'gone', 'unknown'].map(unnamed));
  await vi.waitFor(() => expect(files.entries).toMatchObject([{ state: 'ready', name: '매출.csv' }, { state: 'failed', again: null }, {}]));
  expect(files.entries[1]).toMatchObject({ why: '지워진 파일' });
  expect(files.take()).toEqual(['there', 'unknown']);
});
