import { type AgentDraft, sessionApi, type SessionKind, type SessionStanding } from '@oma/contract';
import { ApiError, callApi, callApiQuietly } from './api.ts';

export const listSessions = (kind: SessionKind) => callApi(sessionApi.list, { query: { kind } });

/** What is looked for; nothing given is nothing asked. `agent_id`: `none` for those without an agent. */
export type SessionFilter = { q?: string; agent_id?: string | undefined; standing?: SessionStanding | undefined };

/** A part of the conversations that match. Goes on where `next` says, also where it found nothing. */
export const findSessions = (filter: SessionFilter, cursor?: string) =>
  callApi(sessionApi.list, { query: { kind: 'work', ...filter, cursor } });

/** `test`: to try an agent; it is left out of the statistics. `work`: where the last one was never written in, that one is given again. */
export const createSession = (agentId: string | null, kind: SessionKind = 'work') =>
  callApi(sessionApi.create, { body: { kind, reuse: kind === 'work', ...(agentId === null ? {} : { agent_id: agentId }) } });

/** A conversation to design an agent in, out of another one where that is given; where the last one was never written in, that one is given again. */
export const createDesign = (from: string | null) =>
  callApi(sessionApi.create, { body: { kind: 'test', reuse: true, design: from === null ? {} : { from } } });

/** What answers in a test from its next question on. */
export const putDraft = (id: string, draft: AgentDraft) => callApiQuietly(sessionApi.putDraft, { params: { id }, body: draft });

export const renameSession = (id: string, title: string) => callApi(sessionApi.change, { params: { id }, body: { title } });

export const setSessionStatus = (id: string, status: 'active' | 'closed') =>
  callApi(sessionApi.change, { params: { id }, body: { status } });

/** For 7 days it can be restored. */
export const deleteSession = (id: string) => callApi(sessionApi.delete, { params: { id } });

export const restoreSession = (id: string) => callApi(sessionApi.restore, { params: { id } });

/** Those that can still be restored, last deleted first. */
export const listDeletedSessions = (cursor: string | null) =>
  callApi(sessionApi.list, { query: { deleted: 'true', cursor: cursor ?? undefined } });

/** A new conversation that begins with what was said up to the answer to the question `messageId`; called again with the same `key`, the same one. */
export const forkSession = (id: string, messageId: string, key: string) =>
  callApi(sessionApi.fork, { params: { id }, body: { message_id: messageId, key } });

/** Says that a question is about to come. */
export const warmSession = (id: string) => callApiQuietly(sessionApi.warm, { params: { id } });
/** Stops all that works or waits in a conversation. False where it could not be done; what had ended by itself is stopped too. */
export const stopSession = (id: string): Promise<boolean> =>
  callApiQuietly(sessionApi.stop, { params: { id }, body: {} }).then(
    () => true,
    (error: unknown) => error instanceof ApiError && error.code === 'conflict',
  );

/** Says that a page of the conversation is visible, or no longer; what ended until `readTo` was seen. */
export const reportPresence = (id: string, visible: boolean, readTo: Date | null) =>
  callApiQuietly(sessionApi.reportPresence, {
    params: { id },
    body: { visible, ...(readTo === null ? {} : { read_to: readTo.toISOString() }) },
  });
