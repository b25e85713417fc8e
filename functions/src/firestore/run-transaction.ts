import type { Firestore, Transaction } from '@google-cloud/firestore';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 10;

/**
 * Runs a transaction, and again after a conflict. The SDK's own retry waits a second or more, which a person would notice;
 * conflicts here are between calls of a few milliseconds, so the waits begin at 10 ms and grow.
 */
export async function runTransaction<T>(firestore: Firestore, body: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await firestore.runTransaction(body, { maxAttempts: 1 });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
      await sleep(10 * 2 ** Math.min(attempt, 6) * (0.5 + Math.random()));
    }
  }
}

const isConflict = (error: unknown): boolean => errorCode(error) === GrpcStatus.ABORTED;
