import { cutText, type HistoryAnswer, type QuestionDocument } from '@oma/contract';
import type { DocumentSnapshot, QuerySnapshot } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunRef } from './run-ref.ts';

/** In UTF-16 units: what a process is told of the past must leave room for the work that it is there for. */
const ROOM = 60_000;
const LONGEST = 8_000;
const PAGE = 20;

/**
 * What was said in the session before the question of the open turn, from the stored messages; see `readExchanges`. Null where `turn` is not the open one of
 * this run.
 */
export async function readHistory({ documents }: RunDeps, ref: RunRef, turn: number): Promise<HistoryAnswer | null> {
  const run = (await documents.run(ref.runId).get()).data();
  if (run?.turn !== turn || run.turn_message === null) return null;
  const present = await documents.question(ref.sessionId, run.turn_message).get();
  return present.exists ? readExchanges(documents, ref.sessionId, present) : null;
}

/**
 * What was said in a conversation before one of its questions, or until now: the newest first until there is no more room, answered oldest first. A question
 * that is still open is left out.
 */
export async function readExchanges(
  documents: Documents,
  sessionId: string,
  before: DocumentSnapshot<QuestionDocument> | null,
): Promise<HistoryAnswer> {
  const newest = documents.newestQuestions(sessionId).limit(PAGE);
  const exchanges: HistoryAnswer['exchanges'] = [];
  let isWhole = true;
  let left = ROOM;
  const cut = (text: string): string => {
    if (text.length <= LONGEST) return text;
    isWhole = false;
    return `${cutText(text, LONGEST)}…`;
  };
  let last: DocumentSnapshot<QuestionDocument> | null = before;
  for (;;) {
    const page: QuerySnapshot<QuestionDocument> = await (last === null ? newest : newest.startAfter(last)).get();
    const replies = await Promise.all(page.docs.map(({ id }) => documents.reply(sessionId, id).get()));
    for (const [index, document] of page.docs.entries()) {
      const { content, status }: QuestionDocument = document.data();
      const reply = replies[index]?.data();
      if (reply === undefined || reply.status === 'streaming') continue;
      const exchange = { question: cut(content), answer: cut(reply.content), status };
      left -= exchange.question.length + exchange.answer.length;
      if (left < 0) return { exchanges: exchanges.reverse(), is_whole: false };
      exchanges.push(exchange);
    }
    const end = page.docs.at(-1);
    if (page.size < PAGE || end === undefined) return { exchanges: exchanges.reverse(), is_whole: isWhole };
    last = end;
  }
}
