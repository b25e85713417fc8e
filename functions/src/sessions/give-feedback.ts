import { type FeedbackAnswer, type FeedbackInput, type Result, toWire } from '@oma/contract';
import type * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';

/** Why feedback was not taken: there is no answer to that question, or it has not ended. */
export type FeedbackRefusal = 'no_such_answer' | 'not_ended';

/**
 * Puts what a person thinks onto an answer. Nothing writes an answer that has ended but this, so it needs no transaction: the update touches one field, and
 * fails where the answer was deleted meanwhile.
 */
export async function giveFeedback(
  documents: Documents,
  given: { sessionId: string; messageId: string; input: z.output<typeof FeedbackInput>; now: Date },
): Promise<Result<FeedbackAnswer['feedback'], FeedbackRefusal>> {
  const { value, note } = given.input;
  const reference = documents.reply(given.sessionId, given.messageId);
  const reply = (await reference.get()).data();
  if (reply === undefined) return { ok: false, error: 'no_such_answer' };
  if (reply.status === 'streaming') return { ok: false, error: 'not_ended' };
  const feedback = value === null ? null : { value, note, at: given.now };
  try {
    await reference.update({ feedback });
  } catch (error) {
    if (errorCode(error) === GrpcStatus.NOT_FOUND) return { ok: false, error: 'no_such_answer' };
    throw error;
  }
  return { ok: true, value: toWire(feedback) };
}
