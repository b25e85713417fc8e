import type { EndAnswer, EndRequest, RunOutcome } from '@oma/contract';
import type * as z from 'zod';
import { endRun } from './end-run.ts';
import { finishTurn } from './finish-turn.ts';
import type { RunRef } from './run-ref.ts';
import { whyRefused } from './refusal.ts';
import type { RunDeps } from './run-deps.ts';
import { isTooOld } from './run-age.ts';
import { QUEUE_LIMIT, selectQuestion } from './select-question.ts';
import { transact } from './transact.ts';

const OUTCOMES: Readonly<Record<EndRequest['reason'], RunOutcome>> = {
  linger: 'completed',
  terminated: 'completed',
  failed: 'failed',
};

/**
 * The runner's own end. After lingering it is refused while a question waits, by the same selector as `next`, unless the run is too old for another turn;
 * for the other reasons the run ends. A new one serves what waits. A repeated call answers the same.
 */
export async function leaveRun(deps: RunDeps, ref: RunRef, request: z.output<typeof EndRequest>): Promise<EndAnswer> {
  if (request.result !== null) await finishTurn(deps, ref, request.turn, request.result);
  if (request.reason === 'linger') return leaveUnlessNeeded(deps, ref, request.turn);
  const failure = request.failure ?? { code: 'run_lost' as const, detail: `the execution was ended (${request.reason})` };
  await endRun(deps, ref.sessionId, ref.runId, { outcome: OUTCOMES[request.reason], reason: request.reason, failure });
  return { question: null };
}

async function leaveUnlessNeeded(deps: RunDeps, ref: RunRef, turn: number): Promise<EndAnswer> {
  const session = (await deps.documents.session(ref.sessionId).get()).data();
  if (session === undefined) return { question: null };
  const refusal = await whyRefused(deps, session);
  const question = await transact(deps, ref.sessionId, async (work) => {
    const { run } = work;
    if (work.runId !== ref.runId || run === null || run.state === 'ended') return null;
    // A late call of a turn that is over: the run works on, and its question is the one that the caller has to serve.
    if (run.turn_message !== null || run.turn !== turn) return run.turn_message;
    if (isTooOld(run, work.now)) {
      work.endRun({ outcome: 'completed', reason: 'age', turn: null }, null, refusal === null ? await work.readQueue(QUEUE_LIMIT) : []);
      return null;
    }
    const waiting = await selectQuestion(work, refusal);
    if (waiting !== null) return waiting.id;
    work.endRun({ outcome: 'completed', reason: 'linger', turn: null }, null, []);
    return null;
  });
  return { question };
}
