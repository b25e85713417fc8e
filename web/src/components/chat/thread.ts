import { type QuestionDocument, type ReplyDocument, replyId } from '@oma/contract';
import type { Message } from '../../data/messages.ts';

/** A question with its one answer. */
export type Exchange = { id: string; isPending: boolean; question: QuestionDocument; reply: ReplyDocument | null };

/**
 * Questions by time and id, each answer directly after its question. An answer whose question is not among the messages waits for the page before. What is as
 * it was `before` stays the same object, so that it is not rendered again.
 */
export function arrange(messages: readonly Message[], before: readonly Exchange[] = []): Exchange[] {
  const known = new Map(before.map((exchange) => [exchange.id, exchange]));
  const replies = new Map<string, ReplyDocument>();
  for (const { id, data } of messages) if (data.role === 'assistant') replies.set(id, data);
  return messages
    .flatMap(({ id, isPending, data }) =>
      data.role === 'user' ? [unchanged(known.get(id), { id, isPending, question: data, reply: replies.get(replyId(id)) ?? null })] : [],
    )
    .sort((a, b) => a.question.created_at.getTime() - b.question.created_at.getTime() || (a.id < b.id ? -1 : 1));
}

const unchanged = (before: Exchange | undefined, now: Exchange): Exchange =>
  before?.question === now.question && before.reply === now.reply && before.isPending === now.isPending ? before : now;
