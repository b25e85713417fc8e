import { messageApi } from '@oma/contract';
import { callApi } from './api.ts';

/** Takes back a question that still waits; answers what it said. */
export const withdrawQuestion = (sessionId: string, messageId: string) =>
  callApi(messageApi.withdraw, { params: { id: sessionId, mid: messageId } });
