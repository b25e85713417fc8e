import { AgentProposal, MAX_PROPOSALS, type ProposeAnswer, type ProposeRequest, type Result } from '@oma/contract';
import { fieldErrors } from '../http/problem.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunRef } from './run-ref.ts';
import { transact } from './transact.ts';

/** `gone`: the turn is not open. `refused`: this conversation designs nothing, or too much was proposed in this turn. */
export type ProposeRefusal = 'gone' | 'refused';

/**
 * Puts what Claude proposes for the form of an agent before the person: it is kept below the answer, and nothing else changes. What the form would not take is
 * told and not kept. A repeated call finds it there. In a turn that is to stop nothing is proposed any more.
 */
export async function propose(deps: RunDeps, ref: RunRef, request: ProposeRequest): Promise<Result<ProposeAnswer, ProposeRefusal>> {
  const run = (await deps.documents.run(ref.runId).get()).data();
  const messageId = run?.turn === request.turn && run.state !== 'ended' ? run.turn_message : null;
  if (messageId === null) return { ok: false, error: 'gone' };
  const proposals = await deps.documents.proposals(ref.sessionId, messageId).count().get();
  const isFull = proposals.data().count >= MAX_PROPOSALS;
  const parsed = AgentProposal.safeParse(request.proposal);
  const outcome = await transact(deps, ref.sessionId, async (work) => {
    if (work.runId !== ref.runId || work.run?.turn !== request.turn || work.run.turn_message !== messageId) return 'gone' as const;
    if (work.session.design === null) return 'refused' as const;
    if (!parsed.success || (await work.hasProposal(messageId, request.id))) return 'done' as const;
    if (isFull || work.session.stop?.message_id === messageId) return 'refused' as const;
    work.propose(messageId, request.id, parsed.data);
    return 'done' as const;
  });
  if (outcome !== 'done') return { ok: false, error: outcome ?? 'gone' };
  return { ok: true, value: { problems: parsed.success ? [] : fieldErrors(parsed.error).slice(0, MAX_PROBLEMS) } };
}

/** What is wrong with more than that is told when these are mended. */
const MAX_PROBLEMS = 20;
