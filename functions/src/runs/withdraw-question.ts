import type { WithdrawQuestion } from '../sessions/session-commands.ts';
import type { RunDeps } from './run-deps.ts';
import { transact } from './transact.ts';

/** Takes back a question that still waits. A run on its way for it finds nothing: it waits as one does that was begun before its question, or ends. */
export const withdrawQuestion =
  (deps: RunDeps): WithdrawQuestion =>
  async (sessionId, messageId) => {
    const withdrawn = await transact(deps, sessionId, async (work): ReturnType<WithdrawQuestion> => {
      const question = await work.readQuestion(messageId);
      if (question === null) return { ok: false, error: 'no_such_question' };
      if (question.data.status !== 'queued') return { ok: false, error: 'not_waiting' };
      work.withdraw(question);
      return { ok: true, value: { content: question.data.content } };
    });
    return withdrawn ?? { ok: false, error: 'no_such_question' };
  };
