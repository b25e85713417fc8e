import { ATTACHMENT_LIMITS } from '@oma/contract';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttachedFiles } from './attached-files.ts';
import { unnamed } from './kept-files.ts';

const MOST = ATTACHMENT_LIMITS.per_message;
const kept = new Map<string, string>();
const said: string[] = [];

beforeEach(() => {
  kept.clear();
  said.length = 0;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('window', { dispatchEvent: ({ shown }: { shown: { text: string } }) => said.push(shown.text) });
  // What is sent never arrives.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
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

const named = (name: string) => new File(['words'], name);
const good = (count: number) => Array.from({ length: count }, (_nothing, index) => named(`${String(index)}.txt`));
const programs = (count: number) => Array.from({ length: count }, (_nothing, index) => named(`${String(index)}.exe`));

function attach(...batches: readonly File[][]) {
  const files = new AttachedFiles({ requestUpdate: () => undefined }, { sessionId: 'here', keptKey: 'files' });
  for (const batch of batches) files.add(batch);
  const count = (wanted: string) => files.entries.filter(({ state }) => state === wanted).length;
  return { sending: count('sending'), failed: count('failed') };
}

describe('the places of a message', () => {
  it('are not taken by files that are refused, before or with the others', () => {
    expect(attach(programs(MOST), good(MOST))).toEqual({ sending: MOST, failed: MOST });
    expect(attach([...programs(2), ...good(MOST)])).toEqual({ sending: MOST, failed: 2 });
    expect(said).toEqual([]);
  });

  it('are no more than a message may bring', () => {
    expect(attach(good(MOST - 1), good(3))).toEqual({ sending: MOST, failed: 0 });
    expect(said).toHaveLength(1);
  });
});
