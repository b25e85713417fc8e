import * as z from 'zod';

/** Why a question was not answered in full. A reply that failed names exactly one of these. */
export const FailureCode = z.enum([
  /** The execution environment could not be started. */
  'launch_failed',
  /** The environment vanished in the middle of the work. */
  'run_lost',
  /** The turn took longer than the platform allows. */
  'turn_timeout',
  /** The model's provider refused or broke off the request. */
  'model_error',
  /** The model's provider had no capacity, after retries. */
  'model_overloaded',
  /** A money limit was reached: of the turn, the day or the platform. */
  'budget_reached',
  /** Too many questions were waiting in this session. */
  'rate_limited',
  /** The platform takes no new work at the moment. */
  'not_accepting',
  /** The person's access was withdrawn. */
  'revoked',
  /** The agent was deleted, paused or is in error. */
  'agent_unavailable',
  /** The workspace outgrew its limits. */
  'workspace_full',
  /** A fault of the platform. */
  'internal',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** The `detail` of `budget_reached`: which limit does not suffice for another request. */
export const BUDGET_DETAILS = {
  turn: 'the turn reached its budget',
  person: 'the person’s budget of the day is used up',
  agent: 'the agent’s budget of the day is used up',
  month: 'the platform’s budget of the month is used up',
} as const;

/** The `detail` of a `model_error` whose request the model's provider refused with this HTTP status. */
export const modelRefusal = (status: number): string => `the model's provider answered ${String(status)}`;

/** `detail` is a short English sentence for operators; what a person reads is made from `code`, and for a budget from which one it was, in their language. */
export const Failure = z.object({ code: FailureCode, detail: z.string().max(500) });
export type Failure = z.infer<typeof Failure>;

/** Expected failures are values; a thrown error is a bug or an outage. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Makes the compiler check that a switch names every member of a union. */
export const unreachable = (value: never): never => {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
};
