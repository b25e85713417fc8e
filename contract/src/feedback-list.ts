import * as z from 'zod';
import { FeedbackValue } from './feedback.ts';
import { MessageId, SessionId } from './ids.ts';
import { WireTime } from './time.ts';

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
