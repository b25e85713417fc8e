import { objects } from '@oma/contract';
import { deleteUnder } from '../objects/delete-under.ts';
import type { AccountDeps } from './account-deps.ts';

const BATCH = 50;

/** Deletes what was uploaded for sessions that are gone, once no signed URL is good for them any more. */
export async function sweepLateUploads({
  documents,
  objects: store,
  now,
}: Pick<AccountDeps, 'documents' | 'objects' | 'now'>): Promise<void> {
  const due = await documents.deletedSessions().where('look_again_at', '<=', now()).orderBy('look_again_at').limit(BATCH).get();
  for (const { id, ref, data } of due.docs.map((document) => ({ id: document.id, ref: document.ref, data: document.data() }))) {
    // What lies below is not deleted yet, and this is what tells so.
    if (!data.cleared) continue;
    await deleteUnder(store, objects.sessionPrefix(id));
    await ref.delete();
  }
}
