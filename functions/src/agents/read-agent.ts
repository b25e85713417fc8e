import type { AgentDocument } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

/** The owner's agent; null also where it is somebody else's. */
export async function readAgent(documents: Documents, uid: string, agentId: string): Promise<AgentDocument | null> {
  const agent = (await documents.agent(agentId).get()).data();
  return agent?.owner_id === uid ? agent : null;
}
