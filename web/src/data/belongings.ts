import { collection, getCountFromServer, query, where } from 'firebase/firestore';
import { firestore } from './firestore.ts';

/** How many agents and conversations a person with access has. */
export type Belongings = { agents: number; sessions: number };

/** Counts them without reading them. */
export async function countBelongings(uid: string): Promise<Belongings> {
  const own = await firestore();
  const count = async (name: string, field: string): Promise<number> =>
    (await getCountFromServer(query(collection(own, name), where(field, '==', uid)))).data().count;
  const [agents, sessions] = await Promise.all([count('agents', 'owner_id'), count('sessions', 'user_id')]);
  return { agents, sessions };
}
