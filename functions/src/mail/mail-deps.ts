import type { Documents } from '../firestore/documents.ts';
import type { Log } from '../log.ts';
import type { TaskQueue } from '../runs/task-queue.ts';
import type { Mailer } from './mailer.ts';
import type { LetterHead } from './templates/index.ts';

/** What it takes to have letters sent: everything but the sending. Put together in compose.ts. */
export type MailQueueDeps = {
  documents: Documents;
  tasks: TaskQueue;
  now: () => Date;
  log: Log;
};

/** What the function that sends needs besides. */
export type MailDeps = MailQueueDeps & {
  mailer: Mailer;
  head: LetterHead;
};
