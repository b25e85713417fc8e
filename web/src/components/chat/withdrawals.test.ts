import { describe, expect, it } from 'vitest';
import type { Exchange } from './thread.ts';
import { Withdrawals } from './withdrawals.ts';

const waiting = (id: string, status: 'queued' | 'working' = 'queued'): Exchange => ({
  id,
  isPending: false,
  question: { role: 'user', content: `words of ${id}`, created_at: new Date(), status, attachments: ['file'] },
  reply: null,
});
const question = { content: 'words of A', retryOf: null, files: ['file'] };
const refuse = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

describe('a question that is withdrawn', () => {
  it('is the person’s again, once, whether the answer or the conversation says so first', async () => {
    const withdrawals = new Withdrawals(() => Promise.resolve());
    const ending = withdrawals.withdraw('s', waiting('A'));
    expect(withdrawals.takeGone([])).toEqual([]);
    expect(await ending).toEqual(question);
    expect(withdrawals.takeGone([])).toEqual([]);
  });

  it('stays where its answer has begun', async () => {
    const withdrawals = new Withdrawals(refuse('conflict'));
    expect(await withdrawals.withdraw('s', waiting('A'))).toBe('late');
    expect(withdrawals.takeGone([])).toEqual([]);
  });

  it.each(['offline', 'internal', 'not_found'])('is the person’s again once it is gone, where the call ended with %s', async (code) => {
    const withdrawals = new Withdrawals(refuse(code));
    expect(await withdrawals.withdraw('s', waiting('A'))).toBe('unknown');
    expect(withdrawals.takeGone([waiting('A'), waiting('B')])).toEqual([]);
    expect(withdrawals.takeGone([waiting('B')])).toEqual([question]);
    expect(withdrawals.takeGone([waiting('B')])).toEqual([]);
  });

  it('is once the person’s again, where it was asked for twice', async () => {
    const withdrawals = new Withdrawals(refuse('offline'));
    await withdrawals.withdraw('s', waiting('A'));
    const second = withdrawals.withdraw('s', waiting('A'));
    expect(withdrawals.takeGone([])).toEqual([]);
    await second;
    expect(withdrawals.takeGone([])).toEqual([question]);
  });

  it('is not given back once its answer has begun, nor in another conversation', async () => {
    const withdrawals = new Withdrawals(refuse('offline'));
    await withdrawals.withdraw('s', waiting('A'));
    expect(withdrawals.takeGone([waiting('A', 'working')])).toEqual([]);
    expect(withdrawals.takeGone([])).toEqual([]);
    await withdrawals.withdraw('s', waiting('A'));
    withdrawals.clear();
    expect(withdrawals.takeGone([])).toEqual([]);
  });
});
