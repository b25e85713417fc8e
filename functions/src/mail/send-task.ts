import type { TaskQueue } from '../runs/task-queue.ts';
import type { Delivery } from './delivery.ts';

type MailTask = Parameters<TaskQueue['callLater']>[0];

/** The call that makes a letter's next attempt. One name per attempt and time, so that it may be asked for any number of times. */
export function sendTask(mailId: string, { attempts, next_attempt_at }: Pick<Delivery, 'attempts' | 'next_attempt_at'>): MailTask {
  const at = next_attempt_at === null ? '' : `-${Math.ceil(next_attempt_at.getTime() / 1000)}`;
  return {
    name: `${mailId}-send-${attempts}${at}`,
    path: '/send-mail',
    body: { mail_id: mailId, attempts },
    at: next_attempt_at,
  };
}

/** The same for a letter whose own call was lost. A used name is refused for an hour, so this one bears the minute. */
export const sweepTask = (mailId: string, { attempts }: Pick<Delivery, 'attempts'>, now: Date): MailTask => ({
  ...sendTask(mailId, { attempts, next_attempt_at: null }),
  name: `${mailId}-sweep-${Math.floor(now.getTime() / 60_000)}`,
});
