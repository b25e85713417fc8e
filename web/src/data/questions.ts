import { messageApi } from '@oma/contract';
import { callApi } from './api.ts';

/** Takes back a question that still waits; answers what it said. */
export const withdrawQuestion = (sessionId: string, messageId: string) =>
  callApi(messageApi.withdraw, { params: { id: sessionId, mid: messageId } });

/** All that an ended answer says, also where its message holds only some of it. */
export const readWholeAnswer = (sessionId: string, messageId: string) =>
  callApi(messageApi.readAnswer, { params: { id: sessionId, mid: messageId } });
