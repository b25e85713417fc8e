import {
  cutText,
  type ForkedFiles,
  isCutAnswer,
  isEnded,
  newSession,
  objects as names,
  type QuestionDocument,
  type ReplyDocument,
  type Result,
  type SessionDocument,
  type Workspace,
} from '@oma/contract';
import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { ObjectStore } from '../objects/object-store.ts';

export type ForkDeps = { documents: Documents; objects: ObjectStore; now: () => Date };

/** Why nothing was made: there is no such question, its answer has not ended, or the person or the time went meanwhile. */
export type ForkRefusal = 'no_such_answer' | 'not_ended' | 'gone';

/** Questions read and written at once, with their answers: together at most some 7 MB. */
const PAGE = 10;
/** How long making one may take; what is left of one that was not finished is deleted then. */
const UNFINISHED_MS = 60 * 60_000;
const TITLE = 200;
const MARK = ' …';

/**
 * Makes a conversation with copies of the questions and answers up to one that has ended, and with the files that are kept of that time. It is nobody's to see
 * until all is copied: its document is written last. A trace stands for it until then, by which the sweep deletes what is left where the making breaks off.
 */
export async function forkSession(
  deps: ForkDeps,
  source: SessionDocument,
  messageId: string,
): Promise<Result<SessionDocument, ForkRefusal>> {
  const { documents, now } = deps;
  const [last, lastReply] = await Promise.all([
    documents.question(source.session_id, messageId).get(),
    documents.reply(source.session_id, messageId).get(),
  ]);
  const reply = lastReply.data();
  if (last.data() === undefined || reply === undefined) return { ok: false, error: 'no_such_answer' };
  if (!isEnded(reply.status) || reply.ended_at === null) return { ok: false, error: 'not_ended' };
  const id = randomUUID();
  const trace = documents.deletedSession(id);
  await trace.create({ look_again_at: new Date(now().getTime() + UNFINISHED_MS), cleared: true });
  const isNewest = (await documents.newestQuestions(source.session_id).limit(1).get()).docs[0]?.id === messageId;
  const { files, workspace } = await copyFiles(deps, source, id, isNewest);
  const copied = await copyMessages(deps, source, id, messageId);
  const at = now();
  const session: SessionDocument = {
    ...newSession({ id, uid: source.user_id, agentId: source.agent_id, agentVersion: source.agent_version, kind: source.kind, now: at }),
    title: source.title === '' ? '' : `${cutText(source.title, TITLE - MARK.length)}${MARK}`,
    message_count: copied,
    read_at: at,
    workspace,
    last_end: { status: reply.status, code: reply.error?.code ?? null, at: reply.ended_at, took_ms: reply.timings_ms.ended ?? 0 },
    forked_from: { session_id: source.session_id, message_id: messageId, files },
  };
  const isMade = await runTransaction(documents.firestore, async (tx) => {
    const [user, kept] = await Promise.all([tx.get(documents.user(source.user_id)), tx.get(trace)]);
    if (user.data()?.beta_approved !== true || kept.data()?.cleared !== true) return false;
    tx.create(documents.session(id), session);
    tx.delete(trace);
    return true;
  });
  return isMade ? { ok: true, value: session } : { ok: false, error: 'gone' };
}

/** The files as they are now go with the newest answer; with an earlier one those of before they were last saved, the nearest there are. */
async function copyFiles(
  { objects }: ForkDeps,
  source: SessionDocument,
  id: string,
  isNewest: boolean,
): Promise<{ files: ForkedFiles; workspace: Workspace | null }> {
  const kept = isNewest ? source.workspace : source.workspace_before;
  if (kept === null) return { files: 'none', workspace: null };
  const object = names.forkedWorkspace(id);
  await objects.copy(names.manifest(kept.object), names.manifest(object));
  // It may have been replaced, and deleted, this very moment.
  if (!(await objects.copy(kept.object, object))) return { files: 'none', workspace: null };
  return { files: isNewest ? 'now' : 'before', workspace: { ...kept, object } };
}

/** Copies page by page, up to and with one question; answers how many questions. One without an ended answer is left out. */
async function copyMessages({ documents, objects }: ForkDeps, source: SessionDocument, id: string, until: string): Promise<number> {
  const { session_id } = source;
  const questions = documents.questions(session_id).limit(PAGE);
  let copied = 0;
  let after: QueryDocumentSnapshot<QuestionDocument> | null = null;
  do {
    const page: QueryDocumentSnapshot<QuestionDocument>[] = (await (after === null ? questions : questions.startAfter(after)).get()).docs;
    const end = page.findIndex((question) => question.id === until);
    const wanted = end === -1 ? page : page.slice(0, end + 1);
    const replies = await Promise.all(wanted.map((question) => documents.reply(session_id, question.id).get()));
    const batch = documents.firestore.batch();
    for (const [index, question] of wanted.entries()) {
      const reply = replies[index]?.data();
      if (reply === undefined || !isEnded(question.data().status) || !isEnded(reply.status)) continue;
      if (isCutAnswer(reply.parts)) await objects.copy(names.reply(session_id, question.id), names.reply(id, question.id));
      batch.create(documents.question(id, question.id), question.data());
      batch.create(documents.reply(id, question.id), copyOf(reply, session_id, names.reply(id, question.id)));
      copied += 1;
    }
    await batch.commit();
    after = end === -1 && page.length === PAGE ? (page.at(-1) ?? null) : null;
  } while (after !== null);
  return copied;
}

/** What was said stays; what belongs to the run and to the person's rating of the original does not come along. */
const copyOf = (reply: ReplyDocument, from: string, object: string): ReplyDocument => ({
  ...reply,
  parts: reply.parts.map((part) => ('object' in part && part.object !== undefined ? { ...part, object } : part)),
  run_id: null,
  feedback: null,
  copied_from: from,
});
