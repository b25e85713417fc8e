import type { Failure, RunBudgetDocument, RunOutcome } from '@oma/contract';
import { NO_ANSWER, readAnswer } from './answer.ts';
import { type Bill, closedBill } from './bill.ts';
import type { RunDeps } from './run-deps.ts';
import { QUEUE_LIMIT } from './select-question.ts';
import type { OpenQuestion, QuestionEnd, SessionWork } from './session-work.ts';
import { transact } from './transact.ts';

export type RunEnding = {
  outcome: RunOutcome;
  reason: string;
  /** How an open turn ends with the run; null: it counts as stopped. */
  failure: Failure | null;
  /** Whether nothing of the run is executing any more, so that nothing of it can come late. */
  isDead?: boolean;
  /** Whether the execution is to be cancelled as well. */
  cancel?: boolean;
  /** Looked at inside the transaction: false leaves the run alone. */
  stillApplies?: (work: SessionWork) => boolean;
};

/**
 * Ends a run, whatever it is doing, exactly once: a run that has ended, or is no longer its session's, is left alone.
 * The text of an open turn is kept. Answers whether this call ended it.
 */
export async function endRun(deps: RunDeps, sessionId: string, runId: string, ending: RunEnding): Promise<boolean> {
  const heardAt = deps.now();
  const turnMessage = (await deps.documents.run(runId).get()).data()?.turn_message ?? null;
  const answer = turnMessage === null ? NO_ANSWER : await readAnswer(deps, sessionId, turnMessage);
  const isDeadAndSilent =
    ending.isDead === true && turnMessage !== null && (await deps.documents.chunks(sessionId, turnMessage).limit(1).get()).empty;
  const ended = await transact(deps, sessionId, async (work) => {
    if (work.runId !== runId || work.run === null || work.run.state === 'ended') return false;
    if (ending.stillApplies?.(work) === false) return false;
    const question = await work.readTurnQuestion();
    const queue = work.session.status === 'closed' ? [] : await work.readQueue(QUEUE_LIMIT);
    const { execution, turn_usage } = work.run;
    const budget = await work.readBudget();
    const isUntouched = isDeadAndSilent && question?.id === turnMessage && mayBegin(work, question, budget);
    const said = question?.id === turnMessage ? answer : NO_ANSWER;
    const turn = isUntouched ? 'handed back' : closedTurn(ending.failure, said, closedBill(budget, turn_usage), heardAt);
    work.endRun({ outcome: ending.outcome, reason: ending.reason, turn }, question, queue);
    if (ending.cancel === true && execution !== null) work.effects.push({ kind: 'cancel', execution });
    return true;
  });
  return ended === true;
}

/**
 * Whether a question whose run died may begin once more: the model was not asked for it, so no tool has run either, and nobody wants it stopped. Once: a
 * question that kills its runs would go on for ever.
 */
const mayBegin = (work: SessionWork, question: OpenQuestion | null, budget: RunBudgetDocument | null): boolean =>
  question !== null &&
  question.data.handed_back_at === undefined &&
  work.session.stop === null &&
  work.session.status !== 'closed' &&
  budget !== null &&
  budget.open.length === 0 &&
  budget.closed.length === 0;

const closedTurn = (failure: Failure | null, answer: QuestionEnd['answer'], bill: Bill, heardAt: Date): QuestionEnd => ({
  status: failure === null ? 'stopped' : 'failed',
  error: failure,
  answer,
  bill,
  model: null,
  claudeCodeVersion: null,
  recalled: null,
  verdicts: null,
  phases: [],
  heardAt,
});
