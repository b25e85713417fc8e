import { traceOf, traceparent } from '@oma/contract';

/** The headers of a call about a message: it belongs to its trace. */
export const messageTrace = (messageId: string) => ({ traceparent: traceparent(traceOf(messageId)) });
