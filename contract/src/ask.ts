import * as z from 'zod';
import { ASK_LIMITS } from './ask-limits.ts';
import { text } from './text.ts';
import { DocumentTime, WireTime } from './time.ts';

/** One question of an ask, as Claude put it: a few choices, and always room for words of one's own. The labels of its choices differ. */
export const AskQuestion = z.object({
  question: z.string().min(1).max(ASK_LIMITS.question),
  /** In a word or two. */
  header: z.string().max(ASK_LIMITS.header),
  multi_select: z.boolean(),
  options: z
    .array(z.object({ label: z.string().min(1).max(ASK_LIMITS.label), description: z.string().max(ASK_LIMITS.description) }))
    .max(ASK_LIMITS.options),
});
export type AskQuestion = z.infer<typeof AskQuestion>;

export const AskQuestions = z.array(AskQuestion).min(1).max(ASK_LIMITS.questions);

/** What was answered to one question: labels of its choices, and words of one's own. */
export const AskReply = z.strictObject({
  choices: z.array(z.string().max(ASK_LIMITS.label)).max(ASK_LIMITS.options),
  other: text().trim().min(1).max(ASK_LIMITS.other).nullable().default(null),
});
export type AskReply = z.infer<typeof AskReply>;

const AskReplies = z.array(AskReply).min(1).max(ASK_LIMITS.questions);

/** `timeout`: nobody answered in time, and `default` came into force. */
export const AskAnswer = z.discriminatedUnion('by', [
  z.object({ by: z.literal('person'), at: DocumentTime, replies: AskReplies }),
  z.object({ by: z.literal('timeout'), at: DocumentTime }),
]);
export type AskAnswer = z.infer<typeof AskAnswer>;

/**
 * `…/{mid}.reply/asks/{id}`: what Claude asks the person in the middle of a turn. The id is that of the tool's use, so the answer's parts show where it belongs.
 * `default`: what counts where nobody answers until `expires_at`; Claude goes on as it thinks best. One that is unanswered after its turn stays so.
 */
export const AskDocument = z.object({
  questions: AskQuestions,
  created_at: DocumentTime,
  expires_at: DocumentTime,
  default: z.literal('best_judgement'),
  answer: AskAnswer.nullable(),
});
export type AskDocument = z.infer<typeof AskDocument>;

/** `POST /api/sessions/{id}/messages/{mid}/asks/{ask}`: a reply to each question, in their order. */
export const AskInput = z.strictObject({ replies: AskReplies });
export type AskInput = z.input<typeof AskInput>;

/** The ask that was answered, and when. */
export const AnsweredAsk = z.object({ id: z.string(), answered_at: WireTime });
