import { budgetDay, PLATFORM_USAGE_SHARDS, USAGE_FIELDS, type UsageCounter } from '@oma/contract';
import { FieldValue, type Transaction } from '@google-cloud/firestore';
import { randomInt } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';

/** Whose days are counted. The platform's month always is. */
export type Payer = { user_id: string; agent_id: string | null };

type Counts = Partial<UsageCounter>;

export const randomMonthShard = (): number => randomInt(PLATFORM_USAGE_SHARDS);

/**
 * What one transaction adds to the counters of a person, an agent and the platform, gathered by day and written once each. Increments only: nobody needs to
 * read what everybody writes. An amount set aside is a positive `reserved_usd`, one given back a negative one.
 */
export class Counters {
  private readonly days = new Map<string, { at: Date; sums: Counts }>();

  add(at: Date, counts: Counts): void {
    const day = budgetDay(at);
    const known = this.days.get(day) ?? { at, sums: {} };
    for (const field of USAGE_FIELDS) known.sums[field] = (known.sums[field] ?? 0) + (counts[field] ?? 0);
    this.days.set(day, known);
  }

  write(tx: Transaction, documents: Documents, given: { payer: Payer; monthShard: number; now: Date }): void {
    const { payer, monthShard, now } = given;
    for (const [day, { at, sums }] of this.days) {
      if (USAGE_FIELDS.every((field) => (sums[field] ?? 0) === 0)) continue;
      // All of them, also those that stay: Firestore adds up only documents that have every field it is asked for.
      const increments = Object.fromEntries(USAGE_FIELDS.map((field) => [field, FieldValue.increment(sums[field] ?? 0)]));
      const counts = { ...increments, updated_at: now };
      tx.set(documents.personDay(payer.user_id, at), { ...counts, uid: payer.user_id, day }, { merge: true });
      tx.set(documents.platformMonthShard(at, monthShard), counts, { merge: true });
      if (payer.agent_id !== null) tx.set(documents.agentDay(payer.agent_id, at), { ...counts, uid: payer.user_id, day }, { merge: true });
    }
  }
}
