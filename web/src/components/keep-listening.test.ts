import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Listening } from '../data/listening.ts';
import { keepListening } from './keep-listening.ts';

let begun: Listening<string>[];
let ended: number;
let heard: string[];
beforeEach(() => {
  vi.useFakeTimers();
  begun = [];
  ended = 0;
  heard = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const listen = async (listening: Listening<string>): Promise<() => void> => {
  begun.push(listening);
  return Promise.resolve(() => (ended += 1));
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it.each(['unavailable', 'unreadable', 'unauthenticated'])('listens anew after a while where it broke off: %s', async (code) => {
  const end = keepListening(listen, (value) => heard.push(value));
  await pass(0);
  begun[0]!.onValue('one');
  begun[0]!.onRefused(code);
  await pass(2999);
  expect(begun).toHaveLength(1);
  await pass(1);
  expect([begun.length, ended]).toEqual([2, 1]);
  begun[1]!.onValue('two');
  expect(heard).toEqual(['one', 'two']);
  end();
  expect(ended).toBe(2);
});

it('waits longer each time that nothing was heard, up to a minute', async () => {
  const end = keepListening(listen, (value) => heard.push(value));
  await pass(0);
  for (const seconds of [3, 6, 12, 24, 48, 60, 60]) {
    const { length } = begun;
    begun.at(-1)!.onRefused('unreadable');
    await pass(seconds * 1000 - 1);
    expect(begun).toHaveLength(length);
    await pass(1);
    expect(begun).toHaveLength(length + 1);
  }
  begun.at(-1)!.onValue('at last');
  const { length } = begun;
  begun.at(-1)!.onRefused('unavailable');
  await pass(3000);
  expect(begun).toHaveLength(length + 1);
  end();
});

it('tries again where listening could not begin', async () => {
  let tries = 0;
  const end = keepListening<string>(
    (listening) => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('the script did not come')) : listen(listening);
    },
    (value) => heard.push(value),
  );
  await pass(3000);
  expect(begun).toHaveLength(1);
  end();
});

it('does not listen again for somebody who may not', async () => {
  keepListening(listen, (value) => heard.push(value));
  await pass(0);
  begun[0]!.onRefused('permission-denied');
  await pass(120_000);
  expect(begun).toHaveLength(1);
});

it('tells nothing and begins nothing once it is ended', async () => {
  const endEarly = keepListening(listen, (value) => heard.push(value));
  endEarly();
  await pass(0);
  expect(ended).toBe(1);
  const end = keepListening(listen, (value) => heard.push(value));
  await pass(0);
  begun[1]!.onRefused('unavailable');
  end();
  begun[1]!.onValue('late');
  await pass(120_000);
  expect([begun.length, heard]).toEqual([2, []]);
});
