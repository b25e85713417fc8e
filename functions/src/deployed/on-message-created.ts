import { minInstances } from './options.ts';
import { MESSAGE_ID_PATTERN, traceOf } from '@oma/contract';
import { onDocumentCreated } from 'firebase-functions/firestore';
import { log, runDeps } from '../compose.ts';
import { inTrace } from '../log-context.ts';
import { acceptQuestion } from '../runs/accept-question.ts';
import { guarded } from './guarded.ts';

/** Rings for every new message; answers and anything else that is not a question are ignored. Retried until it succeeds. */
export const onMessageCreated = onDocumentCreated(
  { serviceAccount: 'oma-triggers@', document: 'sessions/{sessionId}/messages/{messageId}', retry: true, minInstances },
  async (event) => {
    const { sessionId, messageId } = event.params;
    if (!MESSAGE_ID_PATTERN.test(messageId)) return;
    await inTrace(traceOf(messageId), () => guarded(log, 'onMessageCreated', () => acceptQuestion(runDeps(), sessionId, messageId)));
  },
);
