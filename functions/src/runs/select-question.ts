import type { OpenQuestion, SessionWork } from './session-work.ts';
import type { Failure } from '@oma/contract';

/**
 * The question to answer next, oldest first; null if none waits. Where `refusal` forbids answering, every question that waits
 * fails with its code.
 */
export async function selectQuestion(work: SessionWork, refusal: Failure | null): Promise<OpenQuestion | null> {
  if (work.session.status === 'closed') return null;
  if (refusal === null) return (await work.readQueue(1))[0] ?? null;
  for (const question of await work.readQueue(QUEUE_LIMIT)) work.endQueued(question, refusal);
  return null;
}

/** More than may ever wait in one session; see `MAX_QUEUED` for what is accepted. */
export const QUEUE_LIMIT = 50;
