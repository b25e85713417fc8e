import type { Result } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { agentsChange } from '../stats/stats-change.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { releaseFiles } from './reference-files.ts';

/**
 * Deletes an agent with all its versions, in one transaction: their numbers have no gaps, so none has to be looked for. Its sessions stay readable; what is
 * asked in them fails with `agent_unavailable`. Its own files go with it where no other agent refers to them. A turn that is under way comes to its end. Its runs stay counted.
 */
export async function deleteAgent(
  documents: Documents,
  given: { uid: string; agentId: string; now: Date },
): Promise<Result<null, Extract<AgentRefusal, { reason: 'not_found' }>>> {
  const { uid, agentId, now } = given;
  const deleted = await runTransaction(documents.firestore, async (tx) => {
    const known = (await tx.get(documents.agent(agentId))).data();
    if (known?.owner_id !== uid) return { ok: false as const, error: { reason: 'not_found' as const } };
    const release = await releaseFiles(tx, documents, { agentId, fileIds: known.file_ids, now });
    release();
    for (let version = 1; version <= known.version; version += 1) tx.delete(documents.agentVersion(agentId, version));
    tx.delete(documents.agent(agentId));
    tx.set(documents.stats(uid), agentsChange({ all: -1, active: known.status === 'active' ? -1 : 0 }), { merge: true });
    return { ok: true as const, value: null };
  });
  // Its tests and their runs: nobody can read them any more.
  if (deleted.ok) await documents.firestore.recursiveDelete(documents.agent(agentId));
  return deleted;
}
