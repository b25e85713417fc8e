import { askProblems } from '@oma/contract';
import type { AnswerAsk } from '../sessions/session-commands.ts';
import type { RunDeps } from './run-deps.ts';
import { transact } from './transact.ts';

/** Takes the person's answer, once, while the run waits for it. An answer that comes just after the time is over counts, unless the run went on already. */
export const answerAsk =
  (deps: RunDeps): AnswerAsk =>
  async (sessionId, messageId, askId, replies) => {
    const answered = await transact(deps, sessionId, async (work): ReturnType<AnswerAsk> => {
      const ask = await work.readAsk(messageId, askId);
      if (ask === null) return { ok: false, error: { reason: 'no_such_ask' } };
      const isWaited = work.run?.state === 'waiting' && work.run.turn_message === messageId && work.session.stop?.message_id !== messageId;
      if (ask.answer !== null || !isWaited) return { ok: false, error: { reason: 'not_waiting' } };
      const problems = askProblems(ask.questions, replies);
      if (problems.length > 0) return { ok: false, error: { reason: 'invalid', problems } };
      work.answerAsk(messageId, askId, ask, { by: 'person', at: work.now, replies: [...replies] });
      return { ok: true, value: { at: work.now } };
    });
    return answered ?? { ok: false, error: { reason: 'no_such_ask' } };
  };
