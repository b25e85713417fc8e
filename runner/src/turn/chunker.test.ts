import type { Chunk, TurnEvent } from '@oma/contract';
import { assemble } from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Chunker, intervalMs } from './chunker.ts';

const event = (s: string) => ({ kind: 'event', event: { k: 'text', s } }) as const;
const noFailure = (): void => {
  throw new Error('nothing should fail');
};
let sent: { at: number; chunk: Chunk }[];
let chunker: Chunker;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  sent = [];
  chunker = new Chunker(
    (chunk) => {
      sent.push({ at: Date.now(), chunk: structuredClone(chunk) });
      return Promise.resolve();
    },
    noFailure,
    Date.now,
  );
});
afterEach(() => vi.useRealTimers());

const content = (): string => assemble(sent.map(({ chunk }) => chunk)).content;

describe('Chunker', () => {
  it('sends the first at once, and 200 deltas of 4 s in at most 25 chunks', async () => {
    for (let index = 0; index < 200; index += 1) {
      chunker.take(event(`${index} `));
      await vi.advanceTimersByTimeAsync(20);
    }
    await chunker.end();
    expect(sent[0]?.at).toBe(0);
    expect(sent.length).toBeLessThanOrEqual(25);
    expect(sent.map(({ chunk }) => chunk.seq)).toEqual(sent.map((_, index) => index + 1));
    expect(content()).toBe(Array.from({ length: 200 }, (_, index) => `${index} `).join(''));
  });

  it.each([
    [0, 200],
    [4999, 200],
    [5000, 500],
    [30_000, 1000],
  ])('waits, %i ms after the first, %i ms', (since, ms) => {
    expect(intervalMs(since)).toBe(ms);
  });

  it('begins a chunk at each message, and takes a message back whole', async () => {
    chunker.take({ kind: 'message_start' });
    chunker.take(event('kept. '));
    chunker.take({ kind: 'message_start' });
    chunker.take(event('cut '));
    await vi.advanceTimersByTimeAsync(300);
    chunker.take(event('off'));
    chunker.take({ kind: 'take_back' });
    chunker.take({ kind: 'message_start' });
    chunker.take(event('anew'));
    await chunker.end();
    expect(content()).toBe('kept. anew');
    expect(sent.flatMap(({ chunk }) => chunk.events).filter((one: TurnEvent) => one.k === 'reset')).toEqual([{ k: 'reset', to: 1 }]);
  });

  it('takes back nothing where nothing had left', async () => {
    chunker.take({ kind: 'message_start' });
    chunker.take(event('first'));
    chunker.take({ kind: 'message_start' });
    chunker.take(event('never sent'));
    chunker.take({ kind: 'take_back' });
    chunker.take(event('said'));
    await chunker.end();
    expect(content()).toBe('firstsaid');
    expect(JSON.stringify(sent)).not.toContain('reset');
  });

  it('never has two on the way, and keeps their order when sending is slow', async () => {
    let open = 0;
    let most = 0;
    const order: number[] = [];
    const slow = new Chunker(
      async ({ seq }) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 700));
        order.push(seq);
        open -= 1;
      },
      noFailure,
      Date.now,
    );
    for (let index = 0; index < 20; index += 1) {
      slow.take(event('x'));
      await vi.advanceTimersByTimeAsync(210);
    }
    const ended = slow.end();
    await vi.advanceTimersByTimeAsync(60_000);
    await ended;
    expect(most).toBe(1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('says once that a chunk could not be sent, sends nothing behind the hole, and throws at the end', async () => {
    let failures = 0;
    const tried: number[] = [];
    const broken = new Chunker(
      ({ seq }) => {
        tried.push(seq);
        return seq === 2 ? Promise.reject(new Error('the door is shut')) : Promise.resolve();
      },
      () => (failures += 1),
      Date.now,
    );
    for (let count = 0; count < 5; count += 1) {
      broken.take(event('x'));
      await vi.advanceTimersByTimeAsync(300);
    }
    await expect(broken.end()).rejects.toThrow('the door is shut');
    expect({ failures, tried }).toEqual({ failures: 1, tried: [1, 2] });
  });
});
