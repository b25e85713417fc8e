import { collection, getCountFromServer, query, type QueryFieldFilterConstraint, where } from 'firebase/firestore';
import { firestore } from './firestore.ts';

/** How many agents and conversations a person with access has. */
export type Belongings = { agents: number; sessions: number };

/** Counts them without reading them. */
export async function countBelongings(uid: string): Promise<Belongings> {
  const own = await firestore();
  const count = async (name: string, ...conditions: QueryFieldFilterConstraint[]): Promise<number> =>
    (await getCountFromServer(query(collection(own, name), ...conditions))).data().count;
  const [agents, sessions] = await Promise.all([
    count('agents', where('owner_id', '==', uid)),
    count('sessions', where('user_id', '==', uid), where('deleted_at', '==', null)),
  ]);
  return { agents, sessions };
}
