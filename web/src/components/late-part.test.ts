import { expect, it } from 'vitest';
import { LatePart } from './late-part.ts';

it('is tried again until it comes, and the host is told when that changes', async () => {
  let tries = 0;
  let updates = 0;
  const part = new LatePart({ requestUpdate: () => void (updates += 1) }, () => {
    tries += 1;
    return tries < 3 ? Promise.reject(new Error('no connection')) : Promise.resolve({});
  });
  const want = async (): Promise<unknown[]> => {
    part.want();
    part.want();
    await new Promise((resolve) => setTimeout(resolve));
    return [tries, part.hasFailed, updates];
  };
  expect(await want()).toEqual([1, true, 1]);
  expect(await want()).toEqual([2, true, 1]);
  expect(await want()).toEqual([3, false, 2]);
  expect(await want()).toEqual([3, false, 2]);
});
