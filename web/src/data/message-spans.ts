import { type BrowserSpans, measurementApi } from '@oma/contract';
import { callApiQuietly } from './api.ts';
import { messageTrace } from './message-trace.ts';

/** Tells how long a message took to be seen here. */
export const tellSpans = (sessionId: string, messageId: string, spans: BrowserSpans['spans']): Promise<number> =>
  callApiQuietly(measurementApi.tellSpans, {
    params: { id: sessionId, mid: messageId },
    body: { sent_at: Date.now(), spans },
    headers: messageTrace(messageId),
  });
