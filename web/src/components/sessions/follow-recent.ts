import type { Session } from '@oma/contract';
import { loadPart } from '../load-part.ts';

/** Tells of the newest conversations as they change, last active first; what listens to them is loaded after all that is to be seen. Answers a function that ends it. */
export function followRecent(onChange: (sessions: readonly Session[]) => void): () => void {
  let end: (() => void) | null = () => (end = null);
  void loadPart(() => import('./recent-sessions.ts'), { isAhead: true }).then((part) => {
    if (part !== null && end !== null) end = part.recentSessions.follow(onChange);
  });
  return () => end?.();
}
