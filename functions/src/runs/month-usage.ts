import { budgetMonth, PLATFORM_USAGE_SHARDS, USAGE_FIELDS, UsageCounter } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';

/** What the platform's month came to, added up over its shards. */
export async function readMonthUsage(documents: Documents, at: Date): Promise<UsageCounter> {
  const shards = Array.from({ length: PLATFORM_USAGE_SHARDS }, (_, shard) => documents.platformMonthShard(at, shard));
  const read = (await documents.firestore.getAll(...shards)).map((shard) => UsageCounter.parse(shard.data() ?? {}));
  return UsageCounter.parse(Object.fromEntries(USAGE_FIELDS.map((field) => [field, read.reduce((sum, one) => sum + one[field], 0)])));
}

/** A month's last questions may end after it. */
const LATE_MS = 3_600_000;

/** Writes the sum beside the shards, for those who read documents. It is as old as the last sweep; budgets are judged by the shards themselves. */
export async function sumUpMonth(documents: Documents, now: Date): Promise<void> {
  const late = new Date(now.getTime() - LATE_MS);
  for (const at of budgetMonth(late) === budgetMonth(now) ? [now] : [late, now]) {
    await documents.platformMonth(at).set(await readMonthUsage(documents, at));
  }
}
