import { type Agent, type PlatformSettings, type Result, withOfferedModel } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { mayBeUsed } from '../agent-tests/may-be-used.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { agentAnswer } from './agent-answer.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { saveVersion } from './save-version.ts';

/**
 * Saves what an older version said as a new version, if `version` is still the newest. The state stays as it is now, but `error`, which a save clears:
 * it becomes `draft`. A model that is no longer offered becomes null, the platform's first one: what was written is worth more than which model read it.
 */
export async function restoreVersion(
  documents: Documents,
  given: { uid: string; agentId: string; version: number; restored: number; settings: PlatformSettings | null; now: Date },
): Promise<Result<Agent, AgentRefusal>> {
  const { agentId, now } = given;
  const wanted = (await documents.agentVersion(agentId, given.restored).get()).data();
  const mayWork =
    wanted === undefined || (await mayBeUsed(documents, agentId, { ...wanted, config: withOfferedModel(wanted.config, given.settings) }));
  return runTransaction(documents.firestore, async (tx): Promise<Result<Agent, AgentRefusal>> => {
    const [agent, old] = await Promise.all([tx.get(documents.agent(agentId)), tx.get(documents.agentVersion(agentId, given.restored))]);
    const known = agent.data();
    const restored = old.data();
    if (known?.owner_id !== given.uid) return { ok: false, error: { reason: 'not_found' } };
    if (restored === undefined) return { ok: false, error: { reason: 'no_such_version' } };
    if (known.version !== given.version) return { ok: false, error: { reason: 'stale', version: known.version } };
    const { name, icon, description, tags } = restored;
    const config = withOfferedModel(restored.config, given.settings);
    const status = known.status === 'error' ? 'draft' : known.status;
    if (status === 'active' && !mayWork) return { ok: false, error: { reason: 'tests_required' } };
    const saved = saveVersion(tx, documents, { agentId, known, change: { name, icon, description, tags, config, status }, now });
    return { ok: true, value: agentAnswer(agentId, saved) };
  });
}
