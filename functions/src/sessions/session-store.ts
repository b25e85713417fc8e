import {
  DELETED_SESSION_KEPT_MS,
  hasStanding,
  isAgentUsable,
  newSession,
  type Result,
  RUN_LIMITS,
  Session,
  type SessionDocument,
  type sessionApi,
  type SessionInput,
  type SessionList,
  type SessionPatch,
  toWire,
} from '@oma/contract';
import { type DocumentSnapshot, FieldPath, type QueryDocumentSnapshot } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { readAgent } from '../agents/read-agent.ts';
import type { Documents } from '../firestore/documents.ts';
import { readPage } from '../firestore/read-page.ts';
import { moveReadMark } from './move-read-mark.ts';
import { searchSessions } from './search-sessions.ts';
import { takeUnusedSession } from './unused-session.ts';

/** Why no session was opened. */
export type SessionRefusal = { reason: 'no_such_agent' | 'no_such_source' } | { reason: 'agent_not_usable'; status: string };

/** A session as the API shows it: the schema drops what is the platform's own. */
export const sessionAnswer = (session: SessionDocument): Session =>
  Session.parse({
    id: session.session_id,
    ...toWire(session),
    ...(session.deleted_at === null ? {} : { gone_at: new Date(session.deleted_at.getTime() + DELETED_SESSION_KEPT_MS).toISOString() }),
  });

/** Opens a session, with an own agent in `draft` or `active`, or without one. `isNew` is false where an unused one was given again. */
export async function createSession(
  documents: Documents,
  given: { uid: string; input: z.output<typeof SessionInput>; now: Date },
): Promise<Result<{ session: Session; isNew: boolean }, SessionRefusal>> {
  const agentId = given.input.agent_id ?? null;
  const agent = agentId === null ? null : await readAgent(documents, given.uid, agentId);
  if (agentId !== null && agent === null) return { ok: false, error: { reason: 'no_such_agent' } };
  if (agent !== null && !isAgentUsable(agent.status)) return { ok: false, error: { reason: 'agent_not_usable', status: agent.status } };
  const from = given.input.design?.from ?? null;
  if (from !== null && (await readSession(documents, given.uid, from)) === null) return { ok: false, error: { reason: 'no_such_source' } };
  const design = given.input.design === undefined ? null : { from };
  const wanted = { uid: given.uid, agentId, agentVersion: agent?.version ?? 0, kind: given.input.kind, design, now: given.now };
  const unused = given.input.reuse ? await takeUnusedSession(documents, wanted) : null;
  if (unused !== null) return { ok: true, value: { session: sessionAnswer(unused), isNew: false } };
  const session = newSession({ id: randomUUID(), ...wanted });
  await documents.session(session.session_id).create(session);
  return { ok: true, value: { session: sessionAnswer(session), isNew: true } };
}

/** The owner's session; null also where it is somebody else's, or deleted. */
export async function readSession(documents: Documents, uid: string, sessionId: string): Promise<SessionDocument | null> {
  const session = (await documents.session(sessionId).get()).data();
  return session?.user_id === uid && session.deleted_at === null ? session : null;
}

/** What a list is narrowed to; nothing given is nothing asked. */
export type SessionsQuery = z.output<typeof sessionApi.list.query>;

/**
 * The owner's sessions, last active first, with their agents. Narrowed by agent or standing, those that match among a thousand; with words, those that match
 * out of at most a page: there may be a `next` although few or none are shown. `cursor` is the id of the last one of the page before.
 */
export async function listSessions(
  documents: Documents,
  uid: string,
  { cursor, kind, q = '', agent_id, standing }: SessionsQuery,
): Promise<SessionList> {
  const own =
    kind === undefined
      ? documents.sessions().where('user_id', '==', uid).orderBy('last_activity', 'desc')
      : documents.sessions().where('user_id', '==', uid).where('kind', '==', kind).orderBy('last_activity', 'desc');
  const page = await readPage(
    own.orderBy(FieldPath.documentId(), 'desc'),
    await readLast(documents, uid, cursor),
    (session) =>
      session.deleted_at === null &&
      (agent_id === undefined || (session.agent_id ?? 'none') === agent_id) &&
      (standing === undefined || hasStanding(session, standing)),
  );
  const { found, looked } =
    q.trim() === '' ? { found: page.shown, looked: page.shown.length } : await searchSessions(documents, page.shown, q);
  const next = looked < page.shown.length ? page.shown[looked - 1]?.id : page.next;
  return listOf(documents, uid, found, next ?? null);
}

/** The owner's deleted sessions that can still be restored, last deleted first. */
export async function listDeletedSessions(
  documents: Documents,
  uid: string,
  { cursor, kind }: Pick<SessionsQuery, 'cursor' | 'kind'>,
  now: Date,
): Promise<SessionList> {
  const deleted = documents
    .sessions()
    .where('user_id', '==', uid)
    .where('deleted_at', '>', new Date(now.getTime() - DELETED_SESSION_KEPT_MS))
    .orderBy('deleted_at', 'desc');
  const last = await readLast(documents, uid, cursor);
  const page = await readPage(
    deleted,
    last?.data()?.deleted_at instanceof Date ? last : null,
    (session) => kind === undefined || session.kind === kind,
  );
  return listOf(documents, uid, page.shown, page.next);
}

async function readLast(documents: Documents, uid: string, cursor: string | undefined): Promise<DocumentSnapshot<SessionDocument> | null> {
  const last = cursor === undefined ? null : await documents.session(cursor).get();
  return last?.data()?.user_id === uid ? last : null;
}

async function listOf(
  documents: Documents,
  uid: string,
  found: readonly QueryDocumentSnapshot<SessionDocument>[],
  next: string | null,
): Promise<SessionList> {
  const sessions = found.map((document) => sessionAnswer(document.data()));
  return { sessions, agents: await agentsOf(documents, uid, sessions), ...(next === null ? {} : { next }) };
}

/** The agents that are still there, as the list shows them. */
async function agentsOf(documents: Documents, uid: string, sessions: readonly Session[]): Promise<SessionList['agents']> {
  const ids = [...new Set(sessions.flatMap(({ agent_id }) => agent_id ?? []))];
  const found = await Promise.all(ids.map((id) => readAgent(documents, uid, id)));
  return found.flatMap((agent, index) => {
    const id = ids[index];
    return agent === null || id === undefined ? [] : [{ id, name: agent.name, icon: agent.icon }];
  });
}

/** Renames or reopens. Closing is a matter of the runs: see `CloseSession`. */
export async function patchSession(documents: Documents, sessionId: string, patch: SessionPatch, now: Date): Promise<void> {
  const change: Partial<SessionDocument> = {
    ...(patch.title === undefined ? {} : { title: patch.title }),
    ...(patch.status === 'active' ? { status: 'active', closed_for_age: false, last_activity: now } : {}),
  };
  if (Object.keys(change).length > 0) await documents.session(sessionId).update(change);
}

/** Notes whether a page of the session is visible, and how far the person has read. */
export async function notePresence(
  documents: Documents,
  sessionId: string,
  given: { visible: boolean; readTo: Date | null; now: Date },
): Promise<void> {
  // A page that is hidden says nothing about the others of the session: what the last visible one said runs out by itself.
  if (given.visible) await documents.presence(sessionId).set({ visible_until: new Date(given.now.getTime() + RUN_LIMITS.presence) });
  if (given.readTo !== null) await moveReadMark(documents, sessionId, { readTo: given.readTo, now: given.now });
}
