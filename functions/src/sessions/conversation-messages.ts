import { type ConversationMessage, MAX_REPLY_BYTES, objects, type QuestionDocument, type ReplyDocument } from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Documents } from '../firestore/documents.ts';
import type { ObjectStore } from '../objects/object-store.ts';

export type ConversationDeps = { documents: Documents; objects: ObjectStore };

/** Questions read at once, with their answers: together at most some 14 MB. */
const PAGE = Math.floor((14 * 1024 * 1024) / MAX_REPLY_BYTES);

/** What was said in a session: questions in the order they were asked, each answer that has ended directly after its question, and whole. */
export async function* readConversation({ documents, objects }: ConversationDeps, sessionId: string): AsyncGenerator<ConversationMessage> {
  const questions = documents.questions(sessionId).limit(PAGE);
  let last: QueryDocumentSnapshot<QuestionDocument> | undefined;
  do {
    const page = await (last === undefined ? questions : questions.startAfter(last)).get();
    const replies = await Promise.all(page.docs.map(({ id }) => documents.reply(sessionId, id).get()));
    for (const [index, question] of page.docs.entries()) {
      const { content, created_at } = question.data();
      yield { role: 'user', content, timestamp: created_at.toISOString() };
      const reply = replies[index]?.data();
      if (reply === undefined || reply.status === 'streaming') continue;
      yield {
        role: 'assistant',
        content: await wholeContent(objects, sessionId, question.id, reply),
        timestamp: reply.created_at.toISOString(),
      };
    }
    last = page.size < PAGE ? undefined : page.docs.at(-1);
  } while (last !== undefined);
}

const WholeReply = z.object({ content: z.string() });

/** An answer too long for its document lies in an object; without it what the document kept is all there is. */
async function wholeContent(store: ObjectStore, sessionId: string, messageId: string, reply: ReplyDocument): Promise<string> {
  const isCut = reply.parts.some((part) => (part.k === 'text' || part.k === 'thinking') && part.object !== undefined);
  const whole = isCut ? await store.read(objects.reply(sessionId, messageId)) : null;
  return whole === null ? reply.content : WholeReply.parse(JSON.parse(await text(whole))).content;
}
