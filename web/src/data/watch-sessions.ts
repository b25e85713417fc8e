import { paths, Session, SessionDocument, toWire } from '@oma/contract';
import { collection, limit, onSnapshot, orderBy, query, type QuerySnapshot, where } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** The person's newest conversations, last active first, as they change. Costs a read for each at first, and one for each change. */
export async function watchSessions(uid: string, count: number, listening: Listening<readonly Session[]>): Promise<() => void> {
  const newest = query(
    collection(await firestore(), paths.sessions),
    where('user_id', '==', uid),
    where('kind', '==', 'work'),
    // The rules list no deleted ones.
    where('deleted_at', '==', null),
    orderBy('last_activity', 'desc'),
    limit(count),
  );
  return onSnapshot(
    newest,
    reading(listening, ({ docs }: QuerySnapshot) =>
      docs.map((one) => Session.parse({ id: one.id, ...toWire(SessionDocument.parse(one.data())) })),
    ),
    (error) => listening.onRefused(error.code),
  );
}
