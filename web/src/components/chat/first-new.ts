import type { Exchange } from './thread.ts';

/** The first exchange whose answer ended after `readTo`; null where none did, and where nothing before it was read. */
export function firstNewOf(thread: readonly Exchange[], readTo: Date | null): string | null {
  if (readTo === null) return null;
  const index = thread.findIndex(({ reply }) => (reply?.ended_at ?? readTo) > readTo);
  return index > 0 ? (thread[index]?.id ?? null) : null;
}
