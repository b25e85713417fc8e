import { type NextAnswer, NO_USAGE, RUN_LIMITS, type Usage } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Door } from '../door/door.ts';

/**
 * Waits for `work` and gives a sign of life meanwhile: restoring and saving a large workspace may outlast a lease, and nothing else speaks then. What the
 * platform answers is not heeded here; a run that is gone learns so at its next call.
 */
export async function keepAlive<T>(door: Door, turn: NextAnswer['turn'], work: Promise<T>, usage: Usage = NO_USAGE): Promise<T> {
  const over = new AbortController();
  const beating = (async () => {
    for (;;) {
      await sleep(RUN_LIMITS.heartbeatInTurn, undefined, { signal: over.signal });
      await door.heartbeat({ turn, usage, wait_s: 0 }, over.signal).catch(() => undefined);
    }
  })().catch(() => undefined);
  try {
    return await work;
  } finally {
    over.abort();
    await beating;
  }
}
