import { FailureCode, RunOutcome, type Severity } from '@oma/contract';
import * as z from 'zod';

const ms = z.number().nonnegative();
const count = z.number().int().nonnegative();
const usd = z.number().nonnegative();

/** An event with what it measures. A field's unit is the end of its name: `ms`, `usd`, `count`, `attempts`. */
const event = <S extends z.ZodRawShape>(severity: Severity, fields: S) => ({ severity, fields: z.strictObject(fields) });

/**
 * What the platform measures of its own promises, each as one line in the log. `deploy/monitoring` makes metrics, alerts and a dashboard of them; a test holds
 * the two together.
 */
export const MEASURES = {
  /** A question ended, however it did. Times count from when it was asked. `begun`: a run had begun to answer it. */
  question_ended: event('INFO', {
    message_id: z.string(),
    session_id: z.string(),
    run_id: z.string().nullable(),
    outcome: z.enum(['done', 'failed', 'stopped']),
    code: FailureCode.nullable(),
    kind: z.enum(['work', 'test']),
    begun: z.boolean(),
    /** Until the first words were stored; null where there were none. */
    first_text_ms: ms.nullable(),
    total_ms: ms,
    /** From when somebody asked to stop it until it was closed; null where nobody did. */
    stop_ms: ms.nullable(),
    cost_usd: usd,
    input_tokens_count: count,
    output_tokens_count: count,
  }),
  /** A container took up its run. `launch_ms`: since the run was named. `warm`: it was begun before a question came. */
  run_claimed: event('INFO', { run_id: z.string(), session_id: z.string(), launch_ms: ms, warm: z.boolean() }),
  run_ended: event('INFO', { run_id: z.string(), session_id: z.string(), outcome: RunOutcome }),
  /** A request to the model was refused for want of money. `limit`: whose. */
  budget_refused: event('INFO', { run_id: z.string(), limit: z.enum(['person', 'agent', 'month', 'off']) }),
  mail_sent: event('INFO', { mail_id: z.string(), template: z.string(), attempts: count, delivery_ms: ms }),
  /** An attempt came to nothing. `final`: the letter will not be sent any more. */
  mail_failed: event('WARNING', { mail_id: z.string(), template: z.string(), attempts: count, code: z.string(), final: z.boolean() }),
  /** The API answered. `route_class`: the noun that its address begins with. `answer_ms`: until the head of the answer was there. */
  api_answered: event('INFO', {
    route: z.string(),
    route_class: z.string(),
    status: z.number().int(),
    status_class: z.enum(['2xx', '3xx', '4xx', '5xx']),
    answer_ms: ms,
  }),
  /** The sweep went through. `oldest_waiting_ms`: how long the oldest question waits that no run has taken up; 0 where none waits. */
  sweep_ran: event('INFO', { oldest_waiting_ms: ms, sweep_ms: ms, failed_count: count }),
  /** Spans that no collector took. */
  spans_dropped: event('WARNING', { dropped_count: count, code: z.string() }),
  /** A page failed in somebody's browser. */
  front_end_error: event('WARNING', {
    page: z.string(),
    error_name: z.string(),
    error_code: z.string().nullish(),
    stack: z.string().nullish(),
  }),
  /** A Core Web Vital of a page: milliseconds, but for `cls`, which has no unit. */
  web_vital: event('INFO', { page: z.string(), name: z.enum(['lcp', 'inp', 'cls']), value: z.number().nonnegative() }),
} as const;

export type MeasuredEvent = keyof typeof MEASURES;
/** One event and all that it measures. */
export type Measure = { [E in MeasuredEvent]: { event: E } & z.infer<(typeof MEASURES)[E]['fields']> }[MeasuredEvent];

/** Every field that an event may have: what the log lets through besides its own. */
export type MeasuredField = { [E in MeasuredEvent]: keyof (typeof MEASURES)[E]['fields']['shape'] }[MeasuredEvent];
export const MEASURED_FIELDS = Object.values(MEASURES).flatMap(({ fields }) => Object.keys(fields.shape));
