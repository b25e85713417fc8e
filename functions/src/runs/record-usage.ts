import { PLATFORM_USAGE_SHARDS, type SessionDocument, type Usage } from '@oma/contract';
import { FieldValue, type Transaction } from '@google-cloud/firestore';
import { randomInt } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';

export type EndedQuestion = {
  session: Pick<SessionDocument, 'user_id' | 'agent_id' | 'kind'>;
  agentExists: boolean;
  status: 'done' | 'failed' | 'stopped';
  usage: Usage;
  /** Whether a turn was begun for it. */
  begun: boolean;
  now: Date;
};

/** Counts an ended question for its person, its agent and the platform. Increments only, so that no reader is needed and nothing contends but the write. */
export function recordQuestionEnd(tx: Transaction, documents: Documents, ended: EndedQuestion): void {
  const { session, now, usage } = ended;
  const counts = {
    turns: FieldValue.increment(ended.begun ? 1 : 0),
    [ended.status]: FieldValue.increment(1),
    input_tokens: FieldValue.increment(usage.input_tokens),
    output_tokens: FieldValue.increment(usage.output_tokens),
    cost_usd: FieldValue.increment(usage.cost_usd),
    updated_at: now,
  };
  tx.set(documents.personDay(session.user_id, now), counts, { merge: true });
  tx.set(documents.platformMonthShard(now, randomInt(PLATFORM_USAGE_SHARDS)), counts, { merge: true });
  if (session.agent_id === null) return;
  tx.set(documents.agentDay(session.agent_id, now), counts, { merge: true });
  if (!ended.agentExists || session.kind !== 'work') return;
  tx.update(documents.agent(session.agent_id), { run_count: FieldValue.increment(1), last_run_at: now });
}
