import type { SessionDocument } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { ProblemError } from '../http/problem.ts';
import { readSession } from './session-store.ts';

export const noSession = (): ProblemError => new ProblemError('not_found', 'There is no such conversation among yours.');

/** Reads a session of the person who calls; refuses with 404 what is not there or not theirs. */
export const ownSessionReader =
  (documents: Documents) =>
  async (uid: string, id: string): Promise<SessionDocument> => {
    const session = await readSession(documents, uid, id);
    if (session === null) throw noSession();
    return session;
  };
