import { AgentDocument, paths } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

/** The agent as it changes. `null`: it was deleted. */
export async function watchAgent(id: string, listening: Listening<AgentDocument | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.agent(id)),
    reading(listening, (snapshot: DocumentSnapshot) => (snapshot.exists() ? AgentDocument.parse(snapshot.data()) : null)),
    (error) => listening.onRefused(error.code),
  );
}
