import * as z from 'zod';
import { MessageId } from './ids.ts';
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
