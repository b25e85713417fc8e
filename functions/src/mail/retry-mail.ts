import type { MailDocument, Result } from '@oma/contract';
import { runTransaction } from '../firestore/run-transaction.ts';
import { canBeRetried, freshLife } from './delivery.ts';
import type { MailQueueDeps } from './mail-deps.ts';
import { sendTask } from './send-task.ts';

/** `not_failed`: only a letter that failed for good is sent again. */
export type RetryRefusal = 'not_found' | 'not_failed';

/** Gives a letter that failed for good a new life from the beginning, and has it sent. Answers the letter as it is then. */
export async function retryMail(deps: MailQueueDeps, mailId: string): Promise<Result<MailDocument, RetryRefusal>> {
  const reference = deps.documents.mail(mailId);
  const retried = await runTransaction(deps.documents.firestore, async (tx): Promise<Result<MailDocument, RetryRefusal>> => {
    const letter = (await tx.get(reference)).data();
    if (letter === undefined) return { ok: false, error: 'not_found' };
    if (!canBeRetried(letter.delivery)) return { ok: false, error: 'not_failed' };
    const life = freshLife(deps.now());
    tx.update(reference, life);
    return { ok: true, value: { ...letter, ...life } };
  });
  // The plain name was used by the first life's call, perhaps within the hour.
  if (retried.ok) await deps.tasks.callLater(sendTask(mailId, { attempts: 0, next_attempt_at: deps.now() }));
  return retried;
}
