import { type Agent, AGENT_MOVES, type AgentReplacement, canMove, isOffered, type PlatformSettings, type Result } from '@oma/contract';
import type * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { mayBeUsed } from '../agent-tests/may-be-used.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import { agentAnswer } from './agent-answer.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { saveVersion } from './save-version.ts';

/** Replaces what a person may change, if `version` is still the newest, and keeps the result as a version that never changes. */
export async function replaceAgent(
  documents: Documents,
  given: {
    uid: string;
    agentId: string;
    version: number;
    input: z.output<typeof AgentReplacement>;
    settings: PlatformSettings | null;
    now: Date;
  },
): Promise<Result<Agent, AgentRefusal>> {
  const { agentId, input, now } = given;
  const mayWork = input.status !== 'active' || (await mayBeUsed(documents, agentId, input));
  return runTransaction(documents.firestore, async (tx): Promise<Result<Agent, AgentRefusal>> => {
    const known = (await tx.get(documents.agent(agentId))).data();
    if (known?.owner_id !== given.uid) return { ok: false, error: { reason: 'not_found' } };
    if (known.version !== given.version) return { ok: false, error: { reason: 'stale', version: known.version } };
    const { model } = input.config;
    // An agent whose model was withdrawn may still be renamed and paused; it runs with the first one offered.
    if (model !== null && model !== known.config.model && !isOffered(model, given.settings))
      return { ok: false, error: { reason: 'unknown_model', model } };
    if (known.status !== input.status && !canMove(AGENT_MOVES, known.status, input.status)) {
      return { ok: false, error: { reason: 'forbidden_move', from: known.status, to: input.status } };
    }
    if (!mayWork) return { ok: false, error: { reason: 'tests_required' } };
    return { ok: true, value: agentAnswer(agentId, saveVersion(tx, documents, { agentId, known, change: input, now })) };
  });
}
