import { objects, type TurnResult } from '@oma/contract';
import { readAnswer } from './answer.ts';
import { reportedBill } from './bill.ts';
import type { RunRef } from './run-ref.ts';
import type { RunDeps } from './run-deps.ts';
import type { QuestionEnd } from './session-work.ts';
import { transact } from './transact.ts';

/** Ends the open turn with the runner's result. A turn that is over, by an earlier call or closed by functions, is left as it is. */
export async function finishTurn(deps: RunDeps, ref: RunRef, turn: number, result: TurnResult): Promise<void> {
  const run = (await deps.documents.run(ref.runId).get()).data();
  if (run?.turn !== turn || run.turn_message === null) return;
  const heardAt = deps.now();
  const answer = await readAnswer(deps, ref.sessionId, run.turn_message);
  const end: Omit<QuestionEnd, 'bill'> = {
    status: result.status,
    error: result.status === 'failed' ? (result.error ?? { code: 'internal', detail: 'the runner gave no reason' }) : null,
    answer,
    model: result.model,
    claudeCodeVersion: result.claude_code_version,
    recalled: result.recalled,
    verdicts: result.verdicts,
    phases: result.phases ?? [],
    heardAt,
  };
  const object = objects.workspace(ref.sessionId, ref.runId, turn);
  await transact(deps, ref.sessionId, async (work) => {
    if (work.runId !== ref.runId || work.run?.turn !== turn || work.run.turn_message === null) return;
    const question = await work.readTurnQuestion();
    const bill = reportedBill(await work.readBudget(), result.usage);
    work.endTurn(question, { ...end, bill }, result.workspace === null ? null : { object, ...result.workspace });
  });
}
