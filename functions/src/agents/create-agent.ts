import {
  type Agent,
  type AgentDocument,
  isOffered,
  MAX_AGENTS,
  type PlatformSettings,
  type PortableAgent,
  type Result,
} from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { agentsChange } from '../stats/stats-change.ts';
import { agentAnswer } from './agent-answer.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { versionOf } from './agent-versions.ts';

/** Makes a draft, with its first version, and counts it. Of many calls at the limit of `MAX_AGENTS` in the same moment a few may pass it. */
export async function createAgent(
  documents: Documents,
  given: { uid: string; input: PortableAgent; settings: PlatformSettings | null; now: Date },
): Promise<Result<Agent, AgentRefusal>> {
  const { model } = given.input.config;
  if (model !== null && !isOffered(model, given.settings)) return { ok: false, error: { reason: 'unknown_model', model } };
  const stats = documents.stats(given.uid);
  if (((await stats.get()).data()?.agents ?? 0) >= MAX_AGENTS) return { ok: false, error: { reason: 'too_many' } };
  const reference = documents.agents().doc();
  const agent: AgentDocument = {
    ...given.input,
    owner_id: given.uid,
    status: 'draft',
    status_reason: null,
    created_at: given.now,
    updated_at: given.now,
    last_run_at: null,
    run_count: 0,
    version: 1,
    failures: [],
  };
  const batch = documents.firestore.batch();
  batch.create(reference, agent);
  batch.create(documents.agentVersion(reference.id, 1), versionOf(agent));
  batch.set(stats, agentsChange({ all: 1, active: 0 }), { merge: true });
  await batch.commit();
  return { ok: true, value: agentAnswer(reference.id, agent) };
}
