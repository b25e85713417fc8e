import { objects } from '@oma/contract';
import type { DocumentReference, Query } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { deleteUnder } from '../objects/delete-under.ts';
import type { ObjectStore } from '../objects/object-store.ts';

const PAGE = 100;

/** Deletes all that lies below a session, and is about it, where the session itself is gone or was never there. May be repeated. */
export async function clearSession(
  { documents, objects: store }: { documents: Documents; objects: ObjectStore },
  id: string,
): Promise<void> {
  await documents.firestore.recursiveDelete(documents.session(id));
  await documents.presence(id).delete();
  await deleteFound(documents.runs().where('session_id', '==', id), ({ id: runId }) => [
    documents.runSecret(runId),
    documents.runBudget(runId),
  ]);
  await deleteFound(documents.uploads().where('session_id', '==', id), () => []);
  await deleteFound(documents.shares().where('session_id', '==', id), () => []);
  await deleteUnder(store, objects.sessionPrefix(id));
}

/** Deletes what a query finds, each with what `more` says. */
async function deleteFound(found: Query, more: (reference: DocumentReference) => DocumentReference[]): Promise<void> {
  const query = found.select().limit(PAGE);
  for (let page = await query.get(); !page.empty; page = await query.get()) {
    const batch = found.firestore.batch();
    for (const { ref } of page.docs) for (const reference of [...more(ref), ref]) batch.delete(reference);
    await batch.commit();
  }
}
