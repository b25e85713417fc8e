import './options.ts';
import { onDocumentCreated } from 'firebase-functions/firestore';
import { log, mailQueueDeps } from '../compose.ts';
import { sendTask } from '../mail/send-task.ts';
import { guarded } from './guarded.ts';

/** Has every new letter sent. Retried until the task is made; the task's name keeps a repeated trigger from making two. */
export const onMailCreated = onDocumentCreated(
  { serviceAccount: 'oma-triggers@', document: 'mail/{mailId}', retry: true },
  async (event) => {
    await guarded(log, 'onMailCreated', () =>
      mailQueueDeps().tasks.callLater(sendTask(event.params.mailId, { attempts: 0, next_attempt_at: null })),
    );
  },
);
