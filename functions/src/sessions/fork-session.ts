import {
  cutText,
  type ForkedFiles,
  isEnded,
  type Locale,
  newSession,
  objects as names,
  type Result,
  type SessionDocument,
  type Workspace,
} from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { beginFork, giveUpFork, type NoFork, type WantedFork } from './begin-fork.ts';
import { copyMessages } from './copy-messages.ts';

export type ForkDeps = { documents: Documents; objects: ObjectStore; now: () => Date };

/** Why nothing was made: there is no such question, its answer has not ended, or see `NoFork`; `gone` also where the making took too long. */
export type ForkRefusal = { reason: 'no_such_answer' | 'not_ended' } | NoFork;

const TITLE = 200;
/** Stands before the title, where a long one is seen too. */
const MARK: Record<Locale, string> = { ko: '갈라짐 · ', en: 'Fork · ' };

/**
 * Makes a conversation with copies of the questions and answers up to one that has ended, and with the files that are kept of that time; or finds the one that
 * was made with the same key, `isNew` false. It is nobody's to see until all is copied: its document is written last.
 */
export async function forkSession(
  deps: ForkDeps,
  wanted: WantedFork,
): Promise<Result<{ session: SessionDocument; isNew: boolean }, ForkRefusal>> {
  const { documents } = deps;
  const { source, messageId } = wanted;
  const [last, lastReply] = await Promise.all([
    documents.question(source.session_id, messageId).get(),
    documents.reply(source.session_id, messageId).get(),
  ]);
  const reply = lastReply.data();
  if (last.data() === undefined || reply === undefined) return { ok: false, error: { reason: 'no_such_answer' } };
  if (!isEnded(reply.status) || reply.ended_at === null) return { ok: false, error: { reason: 'not_ended' } };
  const lastEnd = { status: reply.status, code: reply.error?.code ?? null, at: reply.ended_at, took_ms: reply.timings_ms.ended ?? 0 };
  const begun = await beginFork(deps, wanted);
  if (!begun.ok) return begun;
  if ('made' in begun.value) return { ok: true, value: { session: begun.value.made, isNew: false } };
  const { id } = begun.value;
  let session: SessionDocument | null = null;
  try {
    session = await makeFork(deps, wanted, id, lastEnd);
  } finally {
    if (session === null) await giveUpFork(documents, source.user_id, id);
  }
  return session === null ? { ok: false, error: { reason: 'gone' } } : { ok: true, value: { session, isNew: true } };
}

/** Null where the person went meanwhile, or the sweep has begun to delete it. */
async function makeFork(
  deps: ForkDeps,
  { source, messageId }: WantedFork,
  id: string,
  lastEnd: SessionDocument['last_end'],
): Promise<SessionDocument | null> {
  const { documents, now } = deps;
  const isNewest = (await documents.newestQuestions(source.session_id).limit(1).get()).docs[0]?.id === messageId;
  const { files, workspace } = await copyFiles(deps, source, id, isNewest);
  const copied = await copyMessages(deps, source, id, messageId);
  if (copied === null) return null;
  const at = now();
  const copy: SessionDocument = {
    ...newSession({ id, uid: source.user_id, agentId: source.agent_id, agentVersion: source.agent_version, kind: source.kind, now: at }),
    design: source.design,
    message_count: copied,
    read_at: at,
    workspace,
    last_end: lastEnd,
    forked_from: { session_id: source.session_id, message_id: messageId, files },
  };
  return runTransaction(documents.firestore, async (tx) => {
    const trace = documents.deletedSession(id);
    const [user, kept] = await Promise.all([tx.get(documents.user(source.user_id)), tx.get(trace)]);
    const owner = user.data();
    if (owner?.beta_approved !== true || kept.data()?.cleared !== true) return null;
    const session = { ...copy, title: titleOf(source, owner.locale) };
    tx.create(documents.session(id), session);
    tx.delete(trace);
    return session;
  });
}

function titleOf({ title }: SessionDocument, locale: Locale): string {
  const mark = MARK[locale];
  return title === '' ? '' : `${mark}${cutText(title, TITLE - mark.length)}`;
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
