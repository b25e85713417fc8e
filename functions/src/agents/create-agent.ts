import { type Agent, type AgentDocument, type AgentInput, isOffered, MAX_AGENTS, type PlatformSettings, type Result } from '@oma/contract';
import type * as z from 'zod';
import { runTransaction } from '../firestore/run-transaction.ts';
import { agentsChange } from '../stats/stats-change.ts';
import { agentAnswer } from './agent-answer.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { versionOf } from './agent-versions.ts';
import { type AgentFileDeps, checkFiles, claimFiles } from './reference-files.ts';

/** Makes a draft, with its first version, and counts it. Of many calls at the limit of `MAX_AGENTS` in the same moment a few may pass it. */
export async function createAgent(
  deps: AgentFileDeps,
  given: { uid: string; input: z.output<typeof AgentInput>; settings: PlatformSettings | null; now: Date },
): Promise<Result<Agent, AgentRefusal>> {
  const { documents } = deps;
  const { model, files } = given.input.config;
  if (model !== null && !isOffered(model, given.settings)) return { ok: false, error: { reason: 'unknown_model', model } };
  const stats = documents.stats(given.uid);
  if (((await stats.get()).data()?.agents ?? 0) >= MAX_AGENTS) return { ok: false, error: { reason: 'too_many' } };
  const errors = await checkFiles(deps, given.uid, files);
  if (errors.length > 0) return { ok: false, error: { reason: 'bad_files', errors } };
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
    file_ids: files.map(({ id }) => id),
  };
  return runTransaction(documents.firestore, async (tx): Promise<Result<Agent, AgentRefusal>> => {
    const claimed = await claimFiles(tx, documents, { uid: given.uid, agentId: reference.id, files, known: [] });
    if (!claimed.ok) return { ok: false, error: { reason: 'bad_files', errors: claimed.errors } };
    claimed.write();
    tx.create(reference, agent);
    tx.create(documents.agentVersion(reference.id, 1), versionOf(agent));
    tx.set(stats, agentsChange({ all: 1, active: 0 }), { merge: true });
    return { ok: true, value: agentAnswer(reference.id, agent) };
  });
}
