import type { Session } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { RECENT, recentCount } from './recent-count.ts';

const sessions = (used: number, unused: number): Session[] => [
  ...Array.from({ length: used }, () => ({ message_count: 1 }) as Session),
  ...Array.from({ length: unused }, () => ({ message_count: 0 }) as Session),
];

describe('how many of the newest conversations are listened to', () => {
  it.each([
    ['as many as are shown', sessions(RECENT, 0), RECENT, RECENT],
    ['no more where there are no more', sessions(10, 5), RECENT, RECENT],
    ['more where some hold nothing', sessions(RECENT - 3, 3), RECENT, RECENT + 6],
    ['no more where enough of those hold something', sessions(RECENT + 1, 5), RECENT + 6, RECENT + 6],
    ['still more where those that came hold nothing either', sessions(RECENT - 3, 9), RECENT + 6, RECENT + 18],
  ])('%s', (_name, given, count, expected) => expect(recentCount(given, count)).toBe(expected));
});
