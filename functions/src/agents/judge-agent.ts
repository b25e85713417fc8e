import { type FailureCode, isAgentUsable, MAX_CONFIGURATION_FAILURES } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { agentsChange } from '../stats/stats-change.ts';
import { justAfter } from './just-after.ts';

/**
 * Sets an agent to `error` where enough questions in a row failed because of its present version. `code`: what the newest of them failed with, which becomes
 * the reason. Only an agent that is in use is judged; may be called any number of times.
 */
export async function judgeAgent(documents: Documents, agentId: string, code: FailureCode, now: Date): Promise<void> {
  await runTransaction(documents.firestore, async (tx) => {
    const reference = documents.agent(agentId);
    const agent = (await tx.get(reference)).data();
    if (agent === undefined || !isAgentUsable(agent.status)) return;
    const failures = agent.failures.filter((failure) => failure.startsWith(`${agent.version}:`));
    if (failures.length < MAX_CONFIGURATION_FAILURES) return;
    tx.update(reference, { status: 'error', status_reason: code, updated_at: justAfter(agent.updated_at, now) });
    if (agent.status === 'active') tx.set(documents.stats(agent.owner_id), agentsChange({ all: 0, active: -1 }), { merge: true });
  });
}
