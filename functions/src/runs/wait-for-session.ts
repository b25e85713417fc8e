import type { SessionDocument } from '@oma/contract';
import type { RunDeps } from './run-deps.ts';

/**
 * Waits until the session satisfies `isReady`, at most `ms`. Listens, so that the bell is heard at once. Answers whether it does.
 * A listener that breaks, and a `signal` that aborts, is treated as a time-out: the caller asks again.
 */
export async function waitForSession(
  deps: RunDeps,
  sessionId: string,
  ms: number,
  isReady: (session: SessionDocument) => boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  if (ms <= 0) return false;
  return new Promise((resolve) => {
    const finish = (isSatisfied: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      unsubscribe();
      resolve(isSatisfied);
    };
    const giveUp = (): void => finish(false);
    const timer = setTimeout(giveUp, ms);
    signal?.addEventListener('abort', giveUp, { once: true });
    const unsubscribe = deps.documents.session(sessionId).onSnapshot(
      (snapshot) => {
        const session = snapshot.data();
        if (session === undefined || isReady(session)) finish(true);
      },
      () => finish(false),
    );
  });
}
