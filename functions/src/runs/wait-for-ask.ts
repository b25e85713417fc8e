import type { AskDocument } from '@oma/contract';
import type { DocumentReference } from '@google-cloud/firestore';
import type { RunDeps } from './run-deps.ts';

/**
 * Waits up to `ms` for an answer, at most until the ask's time is over; gives the ask as it is then, null where it is no more. Listens, so that the runner goes
 * on at once. A listener that breaks counts as a time-out: the caller asks again.
 */
export async function waitForAsk(deps: RunDeps, reference: DocumentReference<AskDocument>, ms: number): Promise<AskDocument | null> {
  const ask = (await reference.get()).data() ?? null;
  if (ask === null || ask.answer !== null) return ask;
  const waitMs = Math.min(ms, ask.expires_at.getTime() - deps.now().getTime());
  if (waitMs <= 0) return ask;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(finish, waitMs);
    const unsubscribe = reference.onSnapshot((snapshot) => {
      if (snapshot.data()?.answer !== null) finish();
    }, finish);
  });
  return (await reference.get()).data() ?? null;
}
