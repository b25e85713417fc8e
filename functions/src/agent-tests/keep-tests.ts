import type { AgentTests, AgentTestsDocument } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';

const NONE: Pick<AgentTestsDocument, 'tests' | 'required_rate'> = { tests: [], required_rate: null };

/** The tests of an agent, none where nobody wrote any. Whose agent it is was asked before. */
export async function readTests(documents: Documents, agentId: string): Promise<Pick<AgentTestsDocument, 'tests' | 'required_rate'>> {
  return (await documents.agentTests(agentId).get()).data() ?? NONE;
}

/** Replaces the tests of an own agent; false where it is not there: nothing is left below one that is deleted. */
export const replaceTests = (
  documents: Documents,
  { uid, agentId, tests, now }: { uid: string; agentId: string; tests: AgentTests; now: Date },
): Promise<boolean> =>
  runTransaction(documents.firestore, async (tx) => {
    const [agent, known] = await Promise.all([tx.get(documents.agent(agentId)), tx.get(documents.agentTests(agentId))]);
    if (agent.data()?.owner_id !== uid) return false;
    tx.set(documents.agentTests(agentId), { ...tests, run: known.data()?.run ?? null, updated_at: now });
    return true;
  });
