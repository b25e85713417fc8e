import * as z from 'zod';
import { MessageId, SessionId } from './ids.ts';
import { text } from './text.ts';
import { DocumentTime, WireTime } from './time.ts';

/** A note's length limit, in UTF-16 units. */
export const MAX_FEEDBACK_NOTE = 2000;

export const FeedbackValue = z.enum(['up', 'down']);
export type FeedbackValue = z.infer<typeof FeedbackValue>;

/** What a person thinks of an answer, as it stands on it. `at`: when it was said last. */
export const Feedback = z.object({ value: FeedbackValue, note: z.string().max(MAX_FEEDBACK_NOTE), at: DocumentTime });
export type Feedback = z.infer<typeof Feedback>;

/** `PUT /api/sessions/{id}/messages/{mid}/feedback`. `value` null takes it back, with its note. */
export const FeedbackInput = z.strictObject({
  value: FeedbackValue.nullable(),
  note: text().trim().max(MAX_FEEDBACK_NOTE).default(''),
});
export type FeedbackInput = z.input<typeof FeedbackInput>;

/** What stands on the answer to the question `message_id` now. */
export const FeedbackAnswer = z.object({
  message_id: MessageId,
  feedback: z.object({ ...Feedback.shape, at: WireTime }).nullable(),
});
export type FeedbackAnswer = z.infer<typeof FeedbackAnswer>;

/** How much of a question and of its answer the admin list shows, in UTF-16 units. */
export const FEEDBACK_EXCERPT = 500;

/**
 * One line of `GET /api/admin/feedback`. `question` and `answer` are their beginnings; `agent` is null where the conversation had none or it is gone, `email`
 * where the person is.
 */
export const FeedbackItem = z.object({
  id: z.string(),
  session_id: SessionId,
  message_id: MessageId,
  value: FeedbackValue,
  note: z.string(),
  at: WireTime,
  email: z.string().nullable(),
  agent: z.string().nullable(),
  model: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
});
export type FeedbackItem = z.infer<typeof FeedbackItem>;
export const FeedbackList = z.object({ feedback: z.array(FeedbackItem), next: z.string().optional() });
export type FeedbackList = z.infer<typeof FeedbackList>;
