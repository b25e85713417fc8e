import type { Session } from '@oma/contract';

/** As many conversations with something in them are listened to: as many as the platform lists at a time, and a read for each as a page opens. */
export const RECENT = 50;

/** How many to listen to, where `count` are now: those in which nothing was asked yet are shown nowhere, and must not take the places of others. */
export function recentCount(sessions: readonly Session[], count: number): number {
  const unused = sessions.filter(({ message_count }) => message_count === 0).length;
  const isFull = sessions.length >= count;
  // With room for more of them: each new count reads all of them again.
  return isFull && count - unused < RECENT ? RECENT + 2 * unused : count;
}
