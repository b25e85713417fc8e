import './options.ts';
import { MESSAGE_ID_PATTERN } from '@oma/contract';
import { onDocumentCreated } from 'firebase-functions/firestore';
import { runDeps } from '../compose.ts';
import { acceptQuestion } from '../runs/accept-question.ts';

/** Rings for every new message; answers and anything else that is not a question are ignored. Retried until it succeeds. */
export const onMessageCreated = onDocumentCreated({ document: 'sessions/{sessionId}/messages/{messageId}', retry: true }, async (event) => {
  const { sessionId, messageId } = event.params;
  if (MESSAGE_ID_PATTERN.test(messageId)) await acceptQuestion(runDeps(), sessionId, messageId);
});
