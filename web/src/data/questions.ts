import { messageApi, sessionApi } from '@oma/contract';
import { callApi, callApiQuietly } from './api.ts';
import { messageTrace } from './message-trace.ts';

/** Takes back a question that still waits; answers what it said. */
export const withdrawQuestion = (sessionId: string, messageId: string) =>
  callApi(messageApi.withdraw, { params: { id: sessionId, mid: messageId }, headers: messageTrace(messageId) });

/** All that an ended answer says, also where its message holds only some of it. */
export const readWholeAnswer = (sessionId: string, messageId: string) =>
  callApi(messageApi.readAnswer, { params: { id: sessionId, mid: messageId }, headers: messageTrace(messageId) });

export const stopMessage = (id: string, messageId: string) =>
  callApiQuietly(sessionApi.stop, { params: { id }, body: { message_id: messageId }, headers: messageTrace(messageId) });
