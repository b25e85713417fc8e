import { runTransaction } from '../firestore/run-transaction.ts';
import { carryOut } from './effect.ts';
import type { RunDeps } from './run-deps.ts';
import { SessionWork } from './session-work.ts';

/**
 * Runs one transition on a session: opens it in a transaction, lets `body` move it, writes, and afterwards carries out the effects.
 * Null where the session does not exist. A thrown error leaves everything as it was.
 */
export async function transact<T>(deps: RunDeps, sessionId: string, body: (work: SessionWork) => T | Promise<T>): Promise<T | null> {
  const done = await runTransaction(deps.documents.firestore, async (tx) => {
    const work = await SessionWork.open(tx, deps.documents, sessionId, deps.now());
    if (work === null) return null;
    const value = await body(work);
    work.flush();
    return { value, effects: work.effects };
  });
  if (done === null) return null;
  await carryOut(deps, done.effects);
  return done.value;
}
