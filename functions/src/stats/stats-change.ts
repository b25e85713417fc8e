import { budgetDay, type Ends } from '@oma/contract';
import { FieldValue } from '@google-cloud/firestore';

/** What a change of a person's agents adds to `stats/{uid}`. Merged, it reads nothing: many changes at once do not wait for each other. */
export const agentsChange = ({ all, active }: { all: number; active: number }) => ({
  agents: FieldValue.increment(all),
  active_agents: FieldValue.increment(active),
});

/** What an ended run adds to `stats/{uid}`. */
export const runChange = (status: 'done' | 'failed' | 'stopped', endedAt: Date) => ({
  [status]: FieldValue.increment(1),
  last_run_ms: FieldValue.maximum(endedAt.getTime()),
  days: { [budgetDay(endedAt)]: { [status]: FieldValue.increment(1) } },
});

/** What a session that is deleted for good leaves in `stats/{uid}`: it stays in all the other counts as it was. */
export const purgedChange = ({ done, failed, stopped, last_run_ms, days }: Ends) => ({
  purged: {
    ...increments({ done, failed, stopped }),
    last_run_ms: FieldValue.maximum(last_run_ms),
    days: Object.fromEntries(Object.entries(days).map(([day, counts]) => [day, increments(counts)])),
  },
});

const increments = ({ done, failed, stopped }: Pick<Ends, 'done' | 'failed' | 'stopped'>) => ({
  done: FieldValue.increment(done),
  failed: FieldValue.increment(failed),
  stopped: FieldValue.increment(stopped),
});
