import { KeptWritings } from '@oma/contract';
import { forgetKept, keepText, keptKeys, readKept } from './kept-text.ts';

/** More forms than this are not kept for one agent; the oldest goes first. */
const MAX_ASIDE = 5;

/** What this browser keeps of an agent's forms; null for the id of one that is not made yet. */
export function readKeptWritings(uid: string, agentId: string | null): KeptWritings {
  try {
    return KeptWritings.parse(JSON.parse(readKept(keptKeys.agent(uid, agentId))));
  } catch {
    return { live: null, aside: [], isReady: false };
  }
}

export function keepWritings(uid: string, agentId: string | null, { live, aside, isReady }: KeptWritings): void {
  const key = keptKeys.agent(uid, agentId);
  if (live === null && aside.length === 0) forgetKept(key);
  else keepText(key, JSON.stringify({ live, aside: aside.slice(-MAX_ASIDE), isReady } satisfies KeptWritings));
}

/** Lets a new agent begin with what was written of one that is gone. False where nothing of it is kept. */
export function goOnAsNew(uid: string, agentId: string): boolean {
  const { live, aside } = readKeptWritings(uid, agentId);
  const newest = live ?? aside.at(-1);
  if (newest === undefined) return false;
  const kept = readKeptWritings(uid, null);
  keepWritings(uid, null, {
    live: { ...newest, version: 0 },
    aside: kept.live === null ? kept.aside : [...kept.aside, kept.live],
    isReady: false,
  });
  keepWritings(uid, agentId, { live: null, aside: [], isReady: false });
  return true;
}
