import { sessionApi, type SessionKind } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';

export const listSessions = (kind: SessionKind) => callApi(sessionApi.list, { query: { kind } });

/** `test`: to try an agent; it is left out of the statistics. `work`: where the last one was never written in, that one is given again. */
export const createSession = (agentId: string | null, kind: SessionKind = 'work') =>
  callApi(sessionApi.create, { body: { kind, reuse: kind === 'work', ...(agentId === null ? {} : { agent_id: agentId }) } });

export const renameSession = (id: string, title: string) => callApi(sessionApi.change, { params: { id }, body: { title } });

export const setSessionStatus = (id: string, status: 'active' | 'closed') =>
  callApi(sessionApi.change, { params: { id }, body: { status } });

/** For 7 days it can be restored. */
export const deleteSession = (id: string) => callApi(sessionApi.delete, { params: { id } });

export const restoreSession = (id: string) => callApi(sessionApi.restore, { params: { id } });

/** Those that can still be restored, last deleted first. */
export const listDeletedSessions = (cursor: string | null) =>
  callApi(sessionApi.list, { query: { deleted: 'true', cursor: cursor ?? undefined } });

/** A new conversation that begins with what was said up to the answer to the question `messageId`. */
export const forkSession = (id: string, messageId: string) => callApi(sessionApi.fork, { params: { id }, body: { message_id: messageId } });

export const stopMessage = (id: string, messageId: string) =>
  callApiQuietly(sessionApi.stop, { params: { id }, body: { message_id: messageId } });

/** Says that a page of the conversation is visible, or no longer; what ended until `readTo` was seen. */
export const reportPresence = (id: string, visible: boolean, readTo: Date | null) =>
  callApiQuietly(sessionApi.reportPresence, {
    params: { id },
    body: { visible, ...(readTo === null ? {} : { read_to: readTo.toISOString() }) },
  });
