import { describeError } from '@oma/contract';
import type { MailDocument } from '@oma/contract';
import type { Query } from '@google-cloud/firestore';
import type { MailQueueDeps } from './mail-deps.ts';
import { sweepTask } from './send-task.ts';

const BATCH = 200;
const MOST_PAGES = 20;
const LOST_CALL_MS = 60_000;

/**
 * Catches what triggers, tasks and senders lost: letters that should have been taken up a minute ago, and those whose sender's lease is over. Runs every
 * minute. Has them sent through tasks, so that a server that hangs cannot hold up the sweep. One letter's failure does not keep the others from theirs.
 */
export async function sweepMail(deps: MailQueueDeps): Promise<void> {
  const now = deps.now();
  const late = new Date(now.getTime() - LOST_CALL_MS);
  const mails = deps.documents.mails();
  await Promise.all([
    sendAll(deps, mails.where('delivery.state', '==', 'PENDING').where('created_at', '<', late).orderBy('created_at')),
    sendAll(
      deps,
      mails.where('delivery.state', '==', 'RETRY').where('delivery.next_attempt_at', '<', late).orderBy('delivery.next_attempt_at'),
    ),
    sendAll(
      deps,
      mails.where('delivery.state', '==', 'PROCESSING').where('delivery.lease_until', '<', now).orderBy('delivery.lease_until'),
    ),
  ]);
}

async function sendAll(deps: MailQueueDeps, overdue: Query<MailDocument>): Promise<void> {
  // Page by page: letters that somebody broke by hand must not hide all others.
  let page = await overdue.limit(BATCH).get();
  for (let count = 1; !page.empty; count += 1) {
    for (const document of page.docs) {
      try {
        await deps.tasks.callLater(sweepTask(document.id, document.data().delivery, deps.now()));
      } catch (error) {
        deps.log('ERROR', 'sweep_item_failed', { mail_id: document.id, ...describeError(error) });
      }
    }
    const last = page.docs.at(-1);
    if (page.size < BATCH || count >= MOST_PAGES || last === undefined) return;
    page = await overdue.startAfter(last).limit(BATCH).get();
  }
}
