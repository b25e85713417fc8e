import * as z from 'zod';

type TimestampLike = { toDate(): Date };
const isTimestampLike = (value: unknown): value is TimestampLike =>
  typeof value === 'object' && value !== null && 'toDate' in value && typeof value.toDate === 'function';

/** A time in a Firestore document. Accepts the Timestamp of either SDK, or a Date; gives a Date. */
export const DocumentTime = z.preprocess((value) => (isTimestampLike(value) ? value.toDate() : value), z.date());

/** A time in the HTTP API: ISO 8601, UTC. */
export const WireTime = z.iso.datetime();

const EARLIEST_SENT = '1970-01-01';
const isOfOurTime = (value: string): boolean => value >= EARLIEST_SENT;

/** A moment that a client sends: one that every store and clock can hold. */
export const SentTime = WireTime.refine(isOfOurTime, 'must not be before 1970');

/** A day that a client sends, `yyyy-mm-dd`. */
export const SentDay = z.iso.date().refine(isOfOurTime, 'must not be before 1970');

/** Replaces every Date inside plain data by its ISO 8601 string: what a document needs to become an API answer. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

export function toWire<T>(value: T): Wire<T>;
export function toWire(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item: unknown) => toWire(item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire<unknown>(item)]));
  return value;
}

const seoulDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The budget day a moment falls in, `yyyy-mm-dd` in Asia/Seoul. */
export const budgetDay = (at: Date): string => seoulDay.format(at);

/** The hour of a budget day, `00` to `23` in Asia/Seoul, which keeps one time all year. */
export const budgetHour = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(11, 13);

/** The budget month a moment falls in, `yyyy-mm` in Asia/Seoul. */
export const budgetMonth = (at: Date): string => budgetDay(at).slice(0, 7);

/** When a budget day, `yyyy-mm-dd`, ends and the next one begins. */
export const budgetDayEnd = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+09:00`) + 86_400_000);
