import { expect } from 'vitest';
import { mailStorm } from './mail-storm.ts';

/**
 * After a storm: no letter lost, none stuck, and a second copy only where the protocol cannot tell: the server hung up or kept silent after it had the
 * letter, or the sender died before it could write down that it was sent.
 */
export async function expectNothingLost(count: number, seed: number): Promise<void> {
  const letters = await mailStorm(count, seed);
  expect(letters).toHaveLength(count);
  for (const { id, isRefused, mail, copies, ambiguous } of letters) {
    const { state, error, attempts } = mail.delivery;
    const outcome = { id, state, error, copies: copies.length };
    if (isRefused) expect(outcome).toEqual({ id, state: 'ERROR', error: 'refused 550', copies: 0 });
    else expect(outcome).toEqual({ id, state: 'SUCCESS', error: null, copies: ambiguous + 1 });
    expect(attempts).toBeGreaterThanOrEqual(1);
    expect(copies.every((messageId) => messageId === `<${id}@example.com>`)).toBe(true);
  }
  // The storm was one: letters were refused, tried again and sent twice.
  const some = (is: (letter: (typeof letters)[number]) => boolean): number => letters.filter(is).length;
  expect(some(({ mail }) => mail.delivery.attempts > 1)).toBeGreaterThan(count / 4);
  expect(some(({ copies }) => copies.length > 1)).toBeGreaterThan(0);
  expect(some(({ isRefused }) => isRefused)).toBeGreaterThan(0);
}
