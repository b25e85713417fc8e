import { objects } from '@oma/contract';
import { deleteFound } from '../firestore/delete-found.ts';
import type { Documents } from '../firestore/documents.ts';
import { deleteUnder } from '../objects/delete-under.ts';
import type { ObjectStore } from '../objects/object-store.ts';

/** Deletes all that lies below a session, and is about it, where the session itself is gone or was never there. May be repeated. */
export async function clearSession(
  { documents, objects: store }: { documents: Documents; objects: ObjectStore },
  id: string,
): Promise<void> {
  await documents.firestore.recursiveDelete(documents.session(id));
  await documents.presence(id).delete();
  for (const found of [
    deleteFound(documents.runs().where('session_id', '==', id), (runId) => documents.besideRun(runId)),
    deleteFound(documents.uploads().where('session_id', '==', id)),
    deleteFound(documents.shares().where('session_id', '==', id)),
  ])
    while (!(await found.next()).done) continue;
  await deleteUnder(store, objects.sessionPrefix(id));
}
