import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ATTACHMENT_LIMITS } from '@oma/contract';
import { AttachedFiles } from './attached-files.ts';

const MOST = ATTACHMENT_LIMITS.per_message;
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  vi.stubGlobal('window', { dispatchEvent: ({ shown }: { shown: { text: string } }) => said.push(shown.text) });
  // What is sent never arrives.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
});
afterAll(() => {
  vi.unstubAllGlobals();
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
