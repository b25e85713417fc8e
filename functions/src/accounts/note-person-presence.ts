import { RUN_LIMITS } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

/** Notes that a page of the person is visible. What it said runs out by itself. */
export const notePersonPresence = async (documents: Documents, uid: string, now: Date): Promise<void> => {
  await documents.personPresence(uid).set({ visible_until: new Date(now.getTime() + RUN_LIMITS.presence) });
};
