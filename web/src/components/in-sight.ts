const LOCK = 'in-sight';

/** Holds, for all pages of this browser to see, that a page is in sight, whenever it is. Answers a function that ends it. */
export function tellWhenInSight(page: EventTarget & Pick<Document, 'visibilityState'> = document): () => void {
  let leave: (() => void) | null = null;
  const follow = (): void => {
    if (page.visibilityState === 'visible') leave ??= hold();
    else {
      leave?.();
      leave = null;
    }
  };
  page.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    page.removeEventListener('visibilitychange', follow);
    leave?.();
  };
}

/** Whether any page of this browser is in sight. */
export async function isAnyInSight(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === LOCK);
}

function hold(): () => void {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  void navigator.locks.request(LOCK, { mode: 'shared' }, () => promise);
  return () => resolve(undefined);
}
