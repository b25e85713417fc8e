import type { AskProblem, AskReply, Result } from '@oma/contract';

/** What `api` asks of the runs; implemented in `functions/src/runs`. `messageId`: the one question that is to stop; null: all that wait or work. */
export type RequestStop = (sessionId: string, messageId: string | null) => Promise<'stopping' | 'stopped' | 'not_stoppable'>;
/** The question's text, where it still waited and is no more. */
export type WithdrawQuestion = (
  sessionId: string,
  messageId: string,
) => Promise<Result<{ content: string }, 'no_such_question' | 'not_waiting'>>;
/** When the answer was taken. `not_waiting`: it was answered, or its turn does not wait for it any more. */
export type AnswerAsk = (
  sessionId: string,
  messageId: string,
  askId: string,
  replies: readonly AskReply[],
) => Promise<Result<{ at: Date }, { reason: 'no_such_ask' } | { reason: 'not_waiting' } | { reason: 'invalid'; problems: AskProblem[] }>>;
/** Whether something is up, or on its way, for the next question. */
export type WarmSession = (sessionId: string) => Promise<boolean>;
export type CloseSession = (sessionId: string) => Promise<void>;
/** Deletes it so that it can be restored for a while. */
export type DeleteSession = (sessionId: string) => Promise<void>;
/** Brings the person's deleted session back; false where there is none to bring back any more. */
export type RestoreSession = (uid: string, sessionId: string) => Promise<boolean>;
/** Ends, for good, all that runs for a person: those sessions are closed, and nothing begins in them any more. */
export type EndWork = (uid: string) => Promise<void>;
