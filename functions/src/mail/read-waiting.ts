import type { Documents } from '../firestore/documents.ts';
import type { AddedWhenSent } from './templates/index.ts';

/** So many people a digest names. */
const MOST_NAMED = 50;

/** Who waits for a decision now: the latest of them by name, and how many more there are. */
export async function readWaiting(documents: Documents): Promise<Pick<AddedWhenSent, 'waiting' | 'more'>> {
  const pending = documents.applications().where('status', '==', 'pending');
  const [latest, all] = await Promise.all([pending.orderBy('applied_at', 'desc').limit(MOST_NAMED).get(), pending.count().get()]);
  const waiting = latest.docs.map((document) => document.data());
  // Somebody may be decided on between the two readings.
  return { waiting, more: Math.max(0, all.data().count - waiting.length) };
}
