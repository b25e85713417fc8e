import { type AskDocument, type AskOutcome, type AskRequest, MAX_ASKS, type Result, type RunDocument } from '@oma/contract';
import { answerPlaces } from './answer-places.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunRef } from './run-ref.ts';
import { transact } from './transact.ts';
import { waitForAsk } from './wait-for-ask.ts';

/** `gone`: the turn is not open. `refused`: another ask is open, or too much was asked in this turn. */
export type AskRefusal = 'gone' | 'refused';

/**
 * Puts Claude's questions before the person and waits up to `wait_s` for the answer. A repeated call finds them there. Whoever calls after the time is over
 * settles them: nobody answered. In a turn that is to stop nothing is asked.
 */
export async function askPerson(deps: RunDeps, ref: RunRef, request: AskRequest): Promise<Result<AskOutcome, AskRefusal>> {
  const { documents } = deps;
  const messageId = (await readTurn(deps, ref, request.turn))?.turn_message ?? null;
  if (messageId === null) return { ok: false, error: 'gone' };
  const reference = documents.ask(ref.sessionId, messageId, request.id);
  const known = (await reference.get()).data();
  const posed = known === undefined ? await pose(deps, ref, messageId, request) : ('posed' as const);
  if (posed === 'gone' || posed === 'refused') return { ok: false, error: posed };
  if (posed === 'stopping') return { ok: true, value: NO_ANSWER };

  const ask = await waitForAsk(deps, reference, request.wait_s * 1000);
  if (ask === null) return { ok: false, error: 'gone' };
  if (ask.answer === null && ask.expires_at > deps.now()) return { ok: true, value: NO_ANSWER };
  if (ask.answer === null) await expire(deps, ref, messageId, request.id);
  const [settled, run] = await Promise.all([reference.get(), readTurn(deps, ref, request.turn)]);
  const answered = settled.data();
  if (run === null || answered === undefined) return { ok: false, error: 'gone' };
  return { ok: true, value: answered.answer === null ? NO_ANSWER : await outcomeOf(deps, ref, run, answered, answered.answer) };
}

const NO_ANSWER: AskOutcome = { answer: null, deadline: null, put_url: null, memory_put_url: null, manifest_put_url: null };

/** The run, where `turn` is its open one. */
async function readTurn({ documents }: RunDeps, ref: RunRef, turn: number): Promise<RunDocument | null> {
  const run = (await documents.run(ref.runId).get()).data();
  return run?.turn === turn && run.turn_message !== null && run.state !== 'ended' ? run : null;
}

async function pose(
  deps: RunDeps,
  ref: RunRef,
  messageId: string,
  request: AskRequest,
): Promise<'posed' | 'gone' | 'refused' | 'stopping'> {
  const [settings, asked] = await Promise.all([deps.settings.readFresh(), deps.documents.asks(ref.sessionId, messageId).count().get()]);
  if (settings === null || asked.data().count >= MAX_ASKS) return 'refused';
  const posed = await transact(deps, ref.sessionId, async (work) => {
    const { run } = work;
    if (work.runId !== ref.runId || run?.turn !== request.turn || run.turn_message !== messageId) return 'gone' as const;
    if ((await work.readAsk(messageId, request.id)) !== null) return 'posed' as const;
    if (work.session.stop?.message_id === messageId) return 'stopping' as const;
    if (run.state !== 'working') return 'refused' as const;
    const question = await work.readTurnQuestion();
    if (question !== null) work.tellOfWork(question, 'asks');
    work.askPerson(messageId, request.id, { questions: request.questions, limitMs: settings.ask_limit_min * 60_000 });
    return 'posed' as const;
  });
  return posed ?? 'gone';
}

async function expire(deps: RunDeps, ref: RunRef, messageId: string, askId: string): Promise<void> {
  await transact(deps, ref.sessionId, async (work) => {
    const { run, session } = work;
    if (work.runId !== ref.runId || run?.state !== 'waiting' || run.turn_message !== messageId) return;
    const ask = await work.readAsk(messageId, askId);
    if (ask?.answer === null && session.stop?.message_id !== messageId)
      work.answerAsk(messageId, askId, ask, { by: 'timeout', at: work.now });
  });
}

async function outcomeOf(
  deps: RunDeps,
  ref: RunRef,
  run: RunDocument,
  { created_at, expires_at }: AskDocument,
  answer: NonNullable<AskDocument['answer']>,
): Promise<AskOutcome> {
  const deadline = run.turn_deadline ?? deps.now();
  const waited_min = (expires_at.getTime() - created_at.getTime()) / 60_000;
  return {
    answer: { replies: answer.by === 'person' ? answer.replies : null, waited_min },
    deadline: deadline.toISOString(),
    ...(await answerPlaces(deps, ref, run.turn, deadline)),
  };
}
