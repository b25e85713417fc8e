import type { Documents } from '../firestore/documents.ts';
import type { ToldWork } from './templates/index.ts';

/** What a letter about work says of its person and conversation, as they are now; null where the one has no access any more, or the other is gone. */
export async function readWork(documents: Documents, { uid, session_id }: { uid: string; session_id: string }): Promise<ToldWork | null> {
  const [user, session] = await Promise.all([documents.user(uid).get(), documents.session(session_id).get()]);
  const person = user.data();
  const conversation = session.data();
  if (person?.beta_approved !== true || conversation?.user_id !== uid || conversation.deleted_at !== null) return null;
  return { name: person.name, title: conversation.title };
}
