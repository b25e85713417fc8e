import { type FeedbackInput, messageApi } from '@oma/contract';
import { callApi } from './api.ts';
import { messageTrace } from './message-trace.ts';

/** Says what the person thinks of the answer to the question `messageId`. */
export const giveFeedback = (sessionId: string, messageId: string, feedback: FeedbackInput) =>
  callApi(messageApi.giveFeedback, { params: { id: sessionId, mid: messageId }, body: feedback, headers: messageTrace(messageId) });
