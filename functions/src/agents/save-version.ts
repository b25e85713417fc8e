import type { AgentDocument } from '@oma/contract';
import type { Transaction } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { agentsChange } from '../stats/stats-change.ts';
import { versionOf } from './agent-versions.ts';
import { justAfter } from './just-after.ts';

/**
 * Writes an agent's next version: what is known of it with `change`. A save clears `error`, and what failed before it. Called in the transaction that read
 * `known`, after its reads.
 */
export function saveVersion(
  tx: Transaction,
  documents: Documents,
  given: {
    agentId: string;
    known: AgentDocument;
    change: Pick<AgentDocument, 'name' | 'icon' | 'description' | 'tags' | 'config' | 'status'>;
    now: Date;
  },
): AgentDocument {
  const { agentId, known, change } = given;
  const agent: AgentDocument = {
    ...known,
    ...change,
    status_reason: null,
    failures: [],
    file_ids: [...new Set([...known.file_ids, ...change.config.files.map(({ id }) => id)])],
    version: known.version + 1,
    updated_at: justAfter(known.updated_at, given.now),
  };
  tx.set(documents.agent(agentId), agent);
  tx.create(documents.agentVersion(agentId, agent.version), versionOf(agent));
  const active = Number(agent.status === 'active') - Number(known.status === 'active');
  if (active !== 0) tx.set(documents.stats(agent.owner_id), agentsChange({ all: 0, active }), { merge: true });
  return agent;
}
