import type { OpenQuestion, SessionWork } from './session-work.ts';
import type { Failure } from '@oma/contract';

/**
 * The question to answer next, oldest first; null if none waits. Where `refusal` forbids answering, every question that waits
 * fails with its code.
 */
export async function selectQuestion(work: SessionWork, refusal: Failure | null): Promise<OpenQuestion | null> {
  if (work.session.status === 'closed') return null;
  if (refusal === null) {
    const oldest = (await work.readQueue(1))[0] ?? null;
    // A question that an operator deleted was counted and is no more; the count would keep the run awake for ever.
    if (oldest === null && work.session.queued > 0) work.changeSession({ queued: 0 });
    return oldest;
  }
  for (const question of await work.readQueue(QUEUE_LIMIT)) work.endQueued(question, refusal);
  return null;
}

/** More than may ever wait in one session; see `MAX_QUEUED` for what is accepted. */
export const QUEUE_LIMIT = 50;
