import type { Me, Session } from '@oma/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Listening } from '../../data/listening.ts';
import { RecentSessions } from './recent-sessions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('are listened to anew where that broke off, and known then to all who follow', async () => {
  const me = { uid: 'somebody', beta_approved: true } as Me;
  const listeners: Listening<readonly Session[]>[] = [];
  const recent = new RecentSessions({ me, subscribe: () => () => undefined }, (_uid, _count, listening) => {
    listeners.push(listening);
    return Promise.resolve(() => undefined);
  });
  let told = 0;
  const end = recent.subscribe(() => (told += 1));
  await vi.advanceTimersByTimeAsync(0);
  listeners[0]!.onRefused('unreadable');
  await vi.advanceTimersByTimeAsync(10_000);
  expect([listeners.length, recent.sessions]).toEqual([2, null]);
  listeners[1]!.onValue([]);
  expect([recent.sessions, told]).toEqual([[], 1]);
  end();
  expect(recent.sessions).toBeNull();
  listeners[1]!.onRefused('unavailable');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(listeners).toHaveLength(2);
});
