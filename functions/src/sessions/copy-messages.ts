import {
  ASK_TOOL,
  hasUsed,
  isCutAnswer,
  isEnded,
  objects as names,
  PROPOSE_TOOL,
  type QuestionDocument,
  type ReplyDocument,
  type SessionDocument,
} from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { ObjectStore } from '../objects/object-store.ts';

/** Questions read and written at once, with their answers: together at most some 7 MB. */
const PAGE = 10;

type Question = QueryDocumentSnapshot<QuestionDocument>;

/**
 * Copies the questions and answers of a session below another id, page by page, up to and with one question; answers how many questions. One without an ended
 * answer is left out. Null where the person is gone: nothing is written then, and what was written before is found by the trace.
 */
export async function copyMessages(
  { documents, objects }: { documents: Documents; objects: ObjectStore },
  source: SessionDocument,
  to: string,
  until: string,
): Promise<number | null> {
  const questions = documents.questions(source.session_id).limit(PAGE);
  let copied = 0;
  let after: Question | null = null;
  do {
    const page: Question[] = (await (after === null ? questions : questions.startAfter(after)).get()).docs;
    const end = page.findIndex((question) => question.id === until);
    const copies = await Promise.all(
      (end === -1 ? page : page.slice(0, end + 1)).map((question) => copyOf(documents, source, to, question)),
    );
    for (const { isCut, id } of copies.flatMap((copy) => copy ?? []))
      if (isCut) await objects.copy(names.reply(source.session_id, id), names.reply(to, id));
    const isWritten = await runTransaction(documents.firestore, async (tx) => {
      if (!(await tx.get(documents.user(source.user_id))).exists) return false;
      for (const { id, question, reply, asks, proposals } of copies.flatMap((copy) => copy ?? [])) {
        tx.set(documents.question(to, id), question);
        tx.set(documents.reply(to, id), reply);
        for (const ask of asks) tx.set(documents.ask(to, id, ask.id), ask.data());
        for (const proposal of proposals) tx.set(documents.proposal(to, id, proposal.id), proposal.data());
      }
      return true;
    });
    if (!isWritten) return null;
    copied += copies.filter((copy) => copy !== null).length;
    after = end === -1 && page.length === PAGE ? (page.at(-1) ?? null) : null;
  } while (after !== null);
  return copied;
}

/** What was said and asked stays; what belongs to the run and to the person's rating of the original does not come along. */
async function copyOf(documents: Documents, { session_id }: SessionDocument, to: string, question: Question) {
  const { id } = question;
  const reply = (await documents.reply(session_id, id).get()).data();
  if (reply === undefined || !isEnded(question.data().status) || !isEnded(reply.status)) return null;
  const asks = hasUsed(reply.parts, ASK_TOOL) ? (await documents.asks(session_id, id).get()).docs : [];
  const proposals = hasUsed(reply.parts, PROPOSE_TOOL) ? (await documents.proposals(session_id, id).get()).docs : [];
  const copy: ReplyDocument = {
    ...reply,
    parts: reply.parts.map((part) => ('object' in part && part.object !== undefined ? { ...part, object: names.reply(to, id) } : part)),
    run_id: null,
    feedback: null,
    copied_from: session_id,
  };
  return { id, question: question.data(), reply: copy, asks, proposals, isCut: isCutAnswer(reply.parts) };
}
