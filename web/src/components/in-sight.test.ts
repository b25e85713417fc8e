import { expect, it } from 'vitest';
import { isAnyInSight, tellWhenInSight } from './in-sight.ts';

/** A page, as far as it comes into sight and goes out of it. */
class Page extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';
  turn(to: 'visible' | 'hidden'): void {
    this.visibilityState = to;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

it('is known of all pages while one of them is in sight', async () => {
  const [first, second] = [new Page(), new Page()];
  expect(await isAnyInSight()).toBe(false);
  const ends = [first, second].map((page) => tellWhenInSight(page));
  await expect.poll(isAnyInSight).toBe(true);
  first.turn('hidden');
  expect(await isAnyInSight()).toBe(true);
  second.turn('hidden');
  await expect.poll(isAnyInSight).toBe(false);
  second.turn('visible');
  await expect.poll(isAnyInSight).toBe(true);
  for (const end of ends) end();
  await expect.poll(isAnyInSight).toBe(false);
});
