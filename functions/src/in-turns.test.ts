import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurns } from './in-turns.ts';

it('lets so many work at once, in the order they came, also behind one that failed', async () => {
  const turns = inTurns(2);
  const begun: number[] = [];
  let working = 0;
  let most = 0;
  const answers = await Promise.allSettled(
    Array.from({ length: 7 }, (_, index) =>
      turns(async () => {
        begun.push(index);
        working += 1;
        most = Math.max(most, working);
        await sleep(5);
        working -= 1;
        if (index === 1) throw new Error('failed');
        return index;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null))).toEqual([0, null, 2, 3, 4, 5, 6]);
  expect(await turns(() => Promise.resolve('free again'))).toBe('free again');
});
