import { KeptWriting } from '@oma/contract';
import * as z from 'zod';
import { forgetKept, keepText, keptKeys, readKept } from './kept-text.ts';

/** More forms than this are not kept for one agent; the oldest goes first. */
const MAX_KEPT = 6;

/** What this browser keeps of an agent's forms, the newest last; null for the id of one that is not made yet. */
export function readKeptWritings(uid: string, agentId: string | null): KeptWriting[] {
  try {
    return z.array(KeptWriting).parse(JSON.parse(readKept(keptKeys.agent(uid, agentId))));
  } catch {
    return [];
  }
}

/** Keeps a form as the newest, in place of what was kept of the same writing. */
export function keepWriting(uid: string, agentId: string | null, kept: KeptWriting): void {
  store(uid, agentId, [...readKeptWritings(uid, agentId).filter(({ id }) => id !== kept.id), kept]);
}

export function dropWriting(uid: string, agentId: string | null, dropped: string): void {
  store(
    uid,
    agentId,
    readKeptWritings(uid, agentId).filter(({ id }) => id !== dropped),
  );
}

export const dropWritings = (uid: string, agentId: string): void => forgetKept(keptKeys.agent(uid, agentId));

/** Lets a new agent begin with what was written of one that is gone. False where nothing of it is kept. */
export function goOnAsNew(uid: string, agentId: string): boolean {
  const kept = readKeptWritings(uid, agentId);
  for (const writing of kept) keepWriting(uid, null, { ...writing, version: 0, asks: false });
  dropWritings(uid, agentId);
  return kept.length > 0;
}

function store(uid: string, agentId: string | null, kept: readonly KeptWriting[]): void {
  const key = keptKeys.agent(uid, agentId);
  if (kept.length === 0) forgetKept(key);
  else keepText(key, JSON.stringify(kept.slice(-MAX_KEPT)));
}
