import type { Firestore, Transaction } from '@google-cloud/firestore';
import { runTransaction } from '../firestore/run-transaction.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { carryOut } from './effect.ts';
import type { RunDeps } from './run-deps.ts';
import { SessionWork } from './session-work.ts';

/**
 * Runs one transition on a session: opens it in a transaction, lets `body` move it, writes, and afterwards carries out the effects.
 * Null where the session does not exist. A thrown error leaves everything as it was.
 */
export async function transact<T>(deps: RunDeps, sessionId: string, body: (work: SessionWork) => T | Promise<T>): Promise<T | null> {
  const done = await lookingAgain(deps.documents.firestore, async (tx) => {
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

const LOOKS = 3;

/**
 * The agent is looked up outside the transaction, and its owner may delete it before the commit: then there is nothing to count on, and all is done again with
 * what there is now.
 */
async function lookingAgain<T>(firestore: Firestore, body: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let look = 1; ; look += 1) {
    try {
      return await runTransaction(firestore, body);
    } catch (error) {
      if (look === LOOKS || errorCode(error) !== GrpcStatus.NOT_FOUND) throw error;
    }
  }
}
