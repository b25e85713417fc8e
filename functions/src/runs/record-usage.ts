import { configurationFailure, type SessionDocument } from '@oma/contract';
import { FieldValue, type Transaction } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { runChange } from '../stats/stats-change.ts';
import { type Bill, countBill } from './bill.ts';
import type { Counters } from './counters.ts';

export type EndedQuestion = {
  id: string;
  session: Pick<SessionDocument, 'user_id' | 'agent_id' | 'agent_version' | 'kind'>;
  agentExists: boolean;
  status: 'done' | 'failed' | 'stopped';
  /** Whether it failed because of the agent's configuration. */
  isConfigurationFault: boolean;
  bill: Bill;
  /** Whether a turn was begun for it. */
  begun: boolean;
  now: Date;
};

/**
 * Counts an ended question: for its person, its agent and the platform in `counters`, as a run in the person's statistics and on the agent itself, and among
 * the agent's failures. Reads nothing: the sessions of one agent do not wait for each other.
 */
export function recordQuestionEnd(tx: Transaction, documents: Documents, counters: Counters, ended: EndedQuestion): void {
  const { session, status, now } = ended;
  counters.add(now, { turns: ended.begun ? 1 : 0, [status]: 1 });
  countBill(counters, ended.bill, now);
  const isRun = session.kind === 'work';
  if (isRun) tx.set(documents.stats(session.user_id), runChange(status, now), { merge: true });
  if (session.agent_id === null || !ended.agentExists) return;
  const failures = failuresAfter(ended);
  if (!isRun && failures === null) return;
  tx.update(documents.agent(session.agent_id), {
    ...(isRun ? { run_count: FieldValue.increment(1), last_run_at: now } : {}),
    ...(failures === null ? {} : { failures }),
  });
}

/** What becomes of the agent's failures: a success clears them, a fault of the configuration is added once. Null: they stay. What is not saved is not the agent's. */
function failuresAfter({ id, session, status, isConfigurationFault }: EndedQuestion): FieldValue | string[] | null {
  if (session.agent_version === 0) return null;
  if (status === 'done') return [];
  return isConfigurationFault ? FieldValue.arrayUnion(configurationFailure(session.agent_version, id)) : null;
}
