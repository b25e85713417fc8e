import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until `isSo` answers true; false when `limitMs` is over or `signal` aborts first. */
export async function waitUntil(isSo: () => Promise<boolean>, limitMs: number, signal?: AbortSignal): Promise<boolean> {
  const until = Date.now() + limitMs;
  while (Date.now() < until && signal?.aborted !== true) {
    if (await isSo().catch(() => false)) return true;
    await sleep(100);
  }
  return false;
}

/** Whether anything answers HTTP there, whatever it says. */
export const answersHttp = (url: string) => async (): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  await response.arrayBuffer();
  return response.status > 0;
};

/** Whether a GET there succeeds. Rejects where there is no answer for half a minute. */
export const answersOk = (url: string) => async (): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  await response.arrayBuffer();
  return response.ok;
};
