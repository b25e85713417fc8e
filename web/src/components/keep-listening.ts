import type { Listening } from '../data/listening.ts';

/** After a listener broke off, when the next one is tried; each time that nothing was heard in between, twice as long passes, up to the most. */
const AGAIN_MS = 3000;
const MOST_MS = 60_000;

/**
 * Listens, and where that breaks off, or cannot begin, listens anew after a while; but not for somebody who may not listen. Answers a function that ends it,
 * after which nothing is told.
 */
export function keepListening<T>(listen: (listening: Listening<T>) => Promise<() => void>, onValue: (value: T) => void): () => void {
  let isOver = false;
  let end: (() => void) | undefined;
  let pause = AGAIN_MS;

  const again = (): void => {
    setTimeout(begin, pause);
    pause = Math.min(pause * 2, MOST_MS);
  };
  const begin = (): void => {
    if (isOver) return;
    end?.();
    listen({
      onValue: (value) => {
        pause = AGAIN_MS;
        if (!isOver) onValue(value);
      },
      onRefused: (code) => {
        if (code !== 'permission-denied') again();
      },
    }).then((ended) => {
      if (isOver) ended();
      else end = ended;
    }, again);
  };
  begin();
  return () => {
    isOver = true;
    end?.();
  };
}
