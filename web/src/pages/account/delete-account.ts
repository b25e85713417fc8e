import { ApiError } from '../../data/api.ts';
import { deleteMe, readMe } from '../../data/me.ts';

/** `done`: all is gone. `going_on`: it goes on without this browser. `failed`: nothing was deleted. `unknown`: it could not be found out. */
export type DeletionOutcome = 'done' | 'going_on' | 'failed' | 'unknown';

/** Deletes the account of whoever is signed in. An answer that was lost is asked for: the deletion may have begun all the same. */
export async function deleteAccount(): Promise<DeletionOutcome> {
  try {
    return (await deleteMe()) ? 'done' : 'going_on';
  } catch (error) {
    return wasRefused(error) ? 'failed' : readBack();
  }
}

async function readBack(): Promise<DeletionOutcome> {
  try {
    await readMe();
    return 'failed';
  } catch (error) {
    return wasRefused(error) ? 'going_on' : 'unknown';
  }
}

const wasRefused = (error: unknown): boolean => error instanceof ApiError && error.code === 'unauthenticated';
