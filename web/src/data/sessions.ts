import { paths, Session, SessionDocument, SessionList } from '@oma/contract';
import { doc, onSnapshot } from 'firebase/firestore';
import { callApi, callApiQuietly } from './api.ts';
import { firestore } from './firestore.ts';
import type { Listening } from './listening.ts';

export const listSessions = () => callApi({ method: 'GET', path: '/api/sessions' }, SessionList);

export const createSession = (agentId: string | null) =>
  callApi({ method: 'POST', path: '/api/sessions', body: agentId === null ? {} : { agent_id: agentId } }, Session);

export const renameSession = (id: string, title: string) =>
  callApi({ method: 'PATCH', path: `/api/sessions/${id}`, body: { title } }, Session);

export const setSessionStatus = (id: string, status: 'active' | 'closed') =>
  callApi({ method: 'PATCH', path: `/api/sessions/${id}`, body: { status } }, Session);

export const stopMessage = (id: string, messageId: string) =>
  callApiQuietly({ method: 'POST', path: `/api/sessions/${id}/stop`, body: { message_id: messageId } });

export const reportPresence = (id: string, visible: boolean) =>
  callApiQuietly({ method: 'POST', path: `/api/sessions/${id}/presence`, body: { visible } });

/** The session as it changes. `null`: there is none, or it is not this person's. */
export async function watchSession(id: string, listening: Listening<SessionDocument | null>): Promise<() => void> {
  const unsubscribe = onSnapshot(
    doc(await firestore(), paths.session(id)),
    (snapshot) => listening.onValue(snapshot.exists() ? SessionDocument.parse(snapshot.data()) : null),
    (error) => listening.onRefused(error.code),
  );
  return unsubscribe;
}
