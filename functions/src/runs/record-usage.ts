import type { SessionDocument } from '@oma/contract';
import { FieldValue, type Transaction } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { type Bill, countBill } from './bill.ts';
import type { Counters } from './counters.ts';

export type EndedQuestion = {
  session: Pick<SessionDocument, 'agent_id' | 'kind'>;
  agentExists: boolean;
  status: 'done' | 'failed' | 'stopped';
  bill: Bill;
  /** Whether a turn was begun for it. */
  begun: boolean;
  now: Date;
};

/** Counts an ended question: for its person, its agent and the platform in `counters`, and on the agent itself. */
export function recordQuestionEnd(tx: Transaction, documents: Documents, counters: Counters, ended: EndedQuestion): void {
  const { session, now } = ended;
  counters.add(now, { turns: ended.begun ? 1 : 0, [ended.status]: 1 });
  countBill(counters, ended.bill, now);
  if (session.agent_id === null || !ended.agentExists || session.kind !== 'work') return;
  tx.update(documents.agent(session.agent_id), { run_count: FieldValue.increment(1), last_run_at: now });
}
