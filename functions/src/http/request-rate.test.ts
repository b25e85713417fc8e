import { expect, it } from 'vitest';
import { RequestRate } from './request-rate.ts';

it('takes so many calls of an address and in all within a minute, and says when to call again', () => {
  let ms = 1_000_000;
  const rate = new RequestRate({ perAddress: 2, inAll: 5 }, () => new Date(ms));
  expect(['a', 'a', 'a', 'b'].map((address) => rate.take(address))).toEqual([null, null, 60, null]);
  ms += 10_500;
  // What was refused does not count; who is not known counts in all only.
  expect([null, null, null, 'c'].map((address) => rate.take(address))).toEqual([null, null, 50, 50]);
  ms += 49_500;
  expect(['a', 'c'].map((address) => rate.take(address))).toEqual([null, null]);
});
