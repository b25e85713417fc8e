import * as z from 'zod';
import { AgentId, MessageId, SessionId } from './ids.ts';
import { RunOutcome, RunState } from './run-state.ts';
import { DocumentTime } from './time.ts';
import { Usage } from './usage.ts';

/** `runs/{run_id}`: one execution of the job, serving one session's queue in order. */
export const RunDocument = z.object({
  user_id: z.string(),
  session_id: SessionId,
  agent_id: AgentId.nullable(),
  state: RunState,
  outcome: RunOutcome.nullable(),
  reason: z.string().nullable(),
  created_at: DocumentTime,
  launched_at: DocumentTime.nullable(),
  claimed_at: DocumentTime.nullable(),
  ended_at: DocumentTime.nullable(),
  /** Live only until then: the launch limit before `claim`, the lease after it. */
  lease_until: DocumentTime,
  /** The number of the present or last turn; 0 before the first. */
  turn: z.number().int().nonnegative(),
  turn_message: MessageId.nullable(),
  turn_deadline: DocumentTime.nullable(),
  /** The short name of the Cloud Run execution. */
  execution: z.string().nullable(),
  turns: z.number().int().nonnegative(),
  usage: Usage,
  cost_usd: z.number().nonnegative(),
  /** What the model used in the present turn, from the last heartbeat. */
  turn_usage: Usage,
  /** How often the launch task was made; part of its name, for a used task name is refused for an hour. */
  launch_attempt: z.number().int().nonnegative(),
  /** Whether the one grace of a silent run was granted. */
  grace_given: z.boolean(),
  idle_since: DocumentTime.nullable(),
  /** Whether it was begun before a question came. */
  is_warm: z.boolean().default(false),
  /** When objects that the run left behind and nothing names are to be deleted; null when done. */
  collect_at: DocumentTime.nullable(),
});
export type RunDocument = z.infer<typeof RunDocument>;

/** Money that a run set aside for one request to the model, and when: it was taken from the budgets of that day. */
export const OpenReservation = z.object({
  request: z.number().int(),
  usd: z.number().nonnegative(),
  at: DocumentTime,
  /** How often it was asked for. Whoever refuses gives it back only if nobody asked again meanwhile. */
  asked: z.number().int().positive(),
});
export type OpenReservation = z.infer<typeof OpenReservation>;

/** `run_budgets/{run_id}`: what the open turn of the run set aside and what it settled. Exists only while a turn is open, so that late calls find nothing. */
export const RunBudgetDocument = z.object({
  user_id: z.string(),
  agent_id: AgentId.nullable(),
  turn: z.number().int().positive(),
  /** Which shard of the platform's month this turn counts in. */
  month_shard: z.number().int().nonnegative(),
  open: z.array(OpenReservation),
  /** The requests that were settled: a late repetition sets nothing aside again. */
  closed: z.array(z.number().int()),
  settled: Usage,
});
export type RunBudgetDocument = z.infer<typeof RunBudgetDocument>;

/** `run_secrets/{run_id}`: read by functions only. The code goes into the job's environment; the token is kept as a hash. */
export const RunSecretDocument = z.object({
  code: z.string(),
  nonce_hash: z.string().nullable(),
  token_hash: z.string().nullable(),
  claimed_at: DocumentTime.nullable(),
});
export type RunSecretDocument = z.infer<typeof RunSecretDocument>;
