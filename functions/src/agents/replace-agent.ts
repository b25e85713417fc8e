import { type Agent, AGENT_MOVES, type AgentReplacement, canMove, isOffered, type PlatformSettings, type Result } from '@oma/contract';
import type * as z from 'zod';
import { mayBeUsed } from '../agent-tests/may-be-used.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { agentAnswer } from './agent-answer.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { type AgentFileDeps, checkFiles, claimFiles } from './reference-files.ts';
import { saveVersion } from './save-version.ts';

/** Replaces what a person may change, if `version` is still the newest, and keeps the result as a version that never changes. */
export async function replaceAgent(
  deps: AgentFileDeps,
  given: {
    uid: string;
    agentId: string;
    version: number;
    input: z.output<typeof AgentReplacement>;
    settings: PlatformSettings | null;
    now: Date;
  },
): Promise<Result<Agent, AgentRefusal>> {
  const { documents } = deps;
  const { uid, agentId, input, now } = given;
  const { files } = input.config;
  const errors = await checkFiles(deps, uid, files);
  const mayWork = input.status !== 'active' || (await mayBeUsed(documents, agentId, input));
  return runTransaction(documents.firestore, async (tx): Promise<Result<Agent, AgentRefusal>> => {
    const known = (await tx.get(documents.agent(agentId))).data();
    if (known?.owner_id !== uid) return { ok: false, error: { reason: 'not_found' } };
    if (known.version !== given.version) return { ok: false, error: { reason: 'stale', version: known.version } };
    const { model } = input.config;
    // An agent whose model was withdrawn may still be renamed and paused; it runs with the first one offered.
    if (model !== null && model !== known.config.model && !isOffered(model, given.settings))
      return { ok: false, error: { reason: 'unknown_model', model } };
    if (known.status !== input.status && !canMove(AGENT_MOVES, known.status, input.status)) {
      return { ok: false, error: { reason: 'forbidden_move', from: known.status, to: input.status } };
    }
    if (!mayWork) return { ok: false, error: { reason: 'tests_required' } };
    if (errors.length > 0) return { ok: false, error: { reason: 'bad_files', errors } };
    const claimed = await claimFiles(tx, documents, { uid, agentId, files, known: known.file_ids });
    if (!claimed.ok) return { ok: false, error: { reason: 'bad_files', errors: claimed.errors } };
    claimed.write();
    return { ok: true, value: agentAnswer(agentId, saveVersion(tx, documents, { agentId, known, change: input, now })) };
  });
}
