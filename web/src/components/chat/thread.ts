import { type QuestionDocument, type ReplyDocument, replyId } from '@oma/contract';
import type { Message } from '../../data/messages.ts';

/** A question with its one answer. */
export type Exchange = { id: string; isPending: boolean; question: QuestionDocument; reply: ReplyDocument | null };

/** Questions by time and id, each answer directly after its question. An answer whose question is not among the messages waits for the page before. */
export function arrange(messages: readonly Message[]): Exchange[] {
  const replies = new Map<string, ReplyDocument>();
  for (const { id, data } of messages) if (data.role === 'assistant') replies.set(id, data);
  return messages
    .flatMap(({ id, isPending, data }) =>
      data.role === 'user' ? [{ id, isPending, question: data, reply: replies.get(replyId(id)) ?? null }] : [],
    )
    .sort((a, b) => a.question.created_at.getTime() - b.question.created_at.getTime() || (a.id < b.id ? -1 : 1));
}
