import { AgentDocument, paths } from '@oma/contract';
import { doc, onSnapshot } from 'firebase/firestore';
import { firestore } from './firestore.ts';
import type { Listening } from './listening.ts';

/** The agent as it changes. `null`: it was deleted. */
export async function watchAgent(id: string, listening: Listening<AgentDocument | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.agent(id)),
    (snapshot) => listening.onValue(snapshot.exists() ? AgentDocument.parse(snapshot.data()) : null),
    (error) => listening.onRefused(error.code),
  );
}
