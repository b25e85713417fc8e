import {
  budgetDay,
  budgetDayEnd,
  budgetHour,
  bucketOf,
  type FailureCode,
  type PromiseName,
  PROMISES,
  type MeasuredPage,
  OPERATION_DAYS,
  OPERATION_SHARDS,
  type OperationCounter,
} from '@oma/contract';
import { type DocumentReference, FieldValue, type Transaction } from '@google-cloud/firestore';
import { randomInt } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * What one change adds to the figures of the operators' page, gathered and written once, by increments that read nothing. It goes with the transaction that it
 * tells of, so that what was done again is counted once.
 */
export class Tally {
  private readonly counters = new Map<OperationCounter, number>();
  /** By what is counted, then by bucket, failure or page. */
  private readonly named = new Map<PromiseName | 'failures' | 'errors', Map<string, number>>();

  count(what: OperationCounter, by = 1): void {
    this.counters.set(what, (this.counters.get(what) ?? 0) + by);
  }

  measure(what: PromiseName, value: number): void {
    this.add(what, String(bucketOf(PROMISES[what].edges, value)));
  }

  failure(code: FailureCode): void {
    this.add('failures', code);
  }

  /** So often something went wrong in a page of somebody's browser. */
  errors(page: MeasuredPage, by: number): void {
    this.add('errors', page, by);
  }

  cost(usd: number): void {
    this.count('cost_microusd', Math.round(usd * 1_000_000));
  }

  /** The writes that the transaction makes; none where nothing happened. */
  write(tx: Transaction, documents: Documents, now: Date, shard = randomOperationShard()): void {
    const change = this.change(now);
    if (change !== null) tx.set(plain(documents, now, shard), change, { merge: true });
  }

  /** The same without a transaction. */
  async store(documents: Documents, now: Date): Promise<void> {
    const change = this.change(now);
    if (change !== null) await plain(documents, now, randomOperationShard()).set(change, { merge: true });
  }

  private add(what: PromiseName | 'failures' | 'errors', name: string, by = 1): void {
    const counts = this.named.get(what) ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + by);
    this.named.set(what, counts);
  }

  private change(now: Date): object | null {
    if (this.counters.size === 0 && this.named.size === 0) return null;
    const day = budgetDay(now);
    const hour = {
      ...increments(this.counters),
      ...Object.fromEntries([...this.named].map(([what, counts]) => [what, increments(counts)])),
    };
    const expire_at = new Date(budgetDayEnd(day).getTime() + OPERATION_DAYS.kept * DAY_MS);
    return { day, expire_at, hours: { [budgetHour(now)]: hour } };
  }
}

const randomOperationShard = (): number => randomInt(OPERATION_SHARDS);

const increments = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].map(([name, by]) => [name, FieldValue.increment(by)]));

/** Increments of names that come up are no part of the document's type. */
const plain = (documents: Documents, now: Date, shard: number): DocumentReference => documents.operations(now, shard).withConverter(null);
