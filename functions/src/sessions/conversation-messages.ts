import {
  ASK_TOOL,
  type AskDocument,
  type ConversationMessage,
  hasUsed,
  isCutAnswer,
  MAX_REPLY_BYTES,
  objects,
  PROPOSE_TOOL,
  type ProposalDocument,
  type QuestionDocument,
  type ReplyDocument,
  type Result,
  WholeAnswer,
} from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { text } from 'node:stream/consumers';
import type { Documents } from '../firestore/documents.ts';
import type { ObjectStore } from '../objects/object-store.ts';

export type ConversationDeps = { documents: Documents; objects: ObjectStore };

/** Questions read at once, with their answers: together at most some 14 MB. */
const PAGE = Math.floor((14 * 1024 * 1024) / MAX_REPLY_BYTES);

/** One message, with the documents behind it: the question, and the answer where it is one, with what was asked of the person meanwhile, oldest first. */
export type Said = {
  message: ConversationMessage;
  questionId: string;
  question: QuestionDocument;
  answer: ReplyDocument | null;
  asks: readonly AskDocument[];
  /** What was proposed in it, oldest first. */
  proposals: readonly ProposalDocument[];
};

/** What was said in a session: questions in the order they were asked, each answer that has ended directly after its question, and whole. */
export async function* readConversation({ documents, objects }: ConversationDeps, sessionId: string): AsyncGenerator<Said> {
  const questions = documents.questions(sessionId).limit(PAGE);
  let last: QueryDocumentSnapshot<QuestionDocument> | undefined;
  do {
    const page = await (last === undefined ? questions : questions.startAfter(last)).get();
    const replies = await Promise.all(page.docs.map(({ id }) => documents.reply(sessionId, id).get()));
    for (const [index, document] of page.docs.entries()) {
      const question = document.data();
      const asked = { questionId: document.id, question };
      yield {
        message: { role: 'user', content: question.content, timestamp: question.created_at.toISOString() },
        ...asked,
        answer: null,
        asks: [],
        proposals: [],
      };
      const reply = replies[index]?.data();
      if (reply === undefined || reply.status === 'streaming') continue;
      const answer = { ...reply, ...(await wholeWords(objects, sessionId, document.id, reply)) };
      const [asks, proposals] = await Promise.all([
        readAsks(documents, sessionId, document.id, answer),
        readProposals(documents, sessionId, document.id, answer),
      ]);
      const message = { role: 'assistant' as const, content: answer.content, timestamp: reply.created_at.toISOString() };
      yield { message, ...asked, answer, asks, proposals };
    }
    last = page.size < PAGE ? undefined : page.docs.at(-1);
  } while (last !== undefined);
}

/** Only where the answer says that something was asked. */
async function readAsks(documents: Documents, sessionId: string, messageId: string, { parts }: ReplyDocument): Promise<AskDocument[]> {
  if (!hasUsed(parts, ASK_TOOL)) return [];
  const asks = await documents.asks(sessionId, messageId).orderBy('created_at').get();
  return asks.docs.map((ask) => ask.data());
}

async function readProposals(
  documents: Documents,
  sessionId: string,
  messageId: string,
  { parts }: ReplyDocument,
): Promise<ProposalDocument[]> {
  if (!hasUsed(parts, PROPOSE_TOOL)) return [];
  const proposals = await documents.proposals(sessionId, messageId).orderBy('created_at').get();
  return proposals.docs.map((proposal) => proposal.data());
}

/** The whole of one answer that has ended. */
export async function readWholeAnswer(
  { documents, objects }: ConversationDeps,
  sessionId: string,
  messageId: string,
): Promise<Result<WholeAnswer, 'no_such_answer' | 'not_ended'>> {
  const reply = (await documents.reply(sessionId, messageId).get()).data();
  if (reply === undefined) return { ok: false, error: 'no_such_answer' };
  if (reply.status === 'streaming') return { ok: false, error: 'not_ended' };
  const { content, parts } = { ...reply, ...(await wholeWords(objects, sessionId, messageId, reply)) };
  return { ok: true, value: { content, parts } };
}

/** An answer too long for its document lies in an object; without it what the document kept is all there is. */
async function wholeWords(store: ObjectStore, sessionId: string, messageId: string, reply: ReplyDocument): Promise<Partial<WholeAnswer>> {
  const whole = isCutAnswer(reply.parts) ? await store.read(objects.reply(sessionId, messageId)) : null;
  return whole === null ? {} : WholeAnswer.parse(JSON.parse(await text(whole)));
}
