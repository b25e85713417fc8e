import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askWithin } from './ask-within.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker that says what the test has it say. */
function worker() {
  const asked: unknown[] = [];
  const made = { postMessage: (question: unknown) => asked.push(question), onmessage: null, onerror: null } as unknown as Worker;
  return {
    made,
    asked,
    say: (data: unknown): void => void made.onmessage?.({ data } as MessageEvent),
    fail: (): void => void made.onerror?.({} as ErrorEvent),
  };
}

describe('a question to a worker', () => {
  it('is answered, however long what it needs takes to come', async () => {
    const { made, asked, say } = worker();
    const answer = askWithin(made, 'q', 100);
    expect(asked).toEqual(['q']);
    await vi.advanceTimersByTimeAsync(60_000);
    say({ began: true });
    await vi.advanceTimersByTimeAsync(99);
    say({ answer: 'a' });
    expect(await answer).toEqual({ is: 'answered', answer: 'a' });
  });

  it('is given up where the work takes longer than it may', async () => {
    const { made, say } = worker();
    const answer = askWithin(made, 'q', 100);
    say({ began: true });
    await vi.advanceTimersByTimeAsync(100);
    expect(await answer).toEqual({ is: 'late' });
    say({ answer: 'a' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given up where the worker breaks', async () => {
    const { made, say, fail } = worker();
    const answer = askWithin(made, 'q', 100);
    say({ began: true });
    fail();
    expect(await answer).toEqual({ is: 'broken' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
