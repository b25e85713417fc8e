import * as z from 'zod';
import { Part, TurnEvent } from './events.ts';
import { Failure } from './failure.ts';
import { MessageId, RunId, SessionId, UploadId } from './ids.ts';
import { ATTACHMENT_LIMITS } from './limits.ts';
import { Feedback } from './feedback.ts';
import { DocumentTime } from './time.ts';
import { Usage } from './usage.ts';
import { Verdicts } from './verdict.ts';

/** A question's length limit, in UTF-16 units, as JavaScript counts. */
export const MAX_QUESTION_LENGTH = 32_000;

export const QuestionStatus = z.enum(['queued', 'working', 'done', 'failed', 'stopped']);
export type QuestionStatus = z.infer<typeof QuestionStatus>;
export const ReplyStatus = z.enum(['streaming', 'done', 'failed', 'stopped']);
export type ReplyStatus = z.infer<typeof ReplyStatus>;

/** Whether a question or an answer has ended: nothing moves it any more. */
export const isEnded = (status: QuestionStatus | ReplyStatus): status is 'done' | 'failed' | 'stopped' =>
  status === 'done' || status === 'failed' || status === 'stopped';

/** The only moves of a question. `working` to `queued`: its run died before it did anything for it. */
export const QUESTION_MOVES: Readonly<Record<QuestionStatus, readonly QuestionStatus[]>> = {
  queued: ['working', 'stopped', 'failed'],
  working: ['done', 'failed', 'stopped', 'queued'],
  done: [],
  failed: [],
  stopped: [],
};

export const REPLY_MOVES: Readonly<Record<ReplyStatus, readonly ReplyStatus[]>> = {
  streaming: ['done', 'failed', 'stopped'],
  done: [],
  failed: [],
  stopped: [],
};

/**
 * `sessions/{sid}/messages/{mid}`: a question. `accepted_at`: when the platform took it into the queue; a repeated trigger finds it set.
 * `handed_back_at`: when its run had died before it did anything for it.
 * A person wrote it and the rules checked it; read, it is taken at any length and with whatever it names, for one unreadable question would block its queue.
 */
export const QuestionDocument = z.object({
  role: z.literal('user'),
  content: z.string().min(1),
  created_at: DocumentTime,
  status: QuestionStatus,
  retry_of: MessageId.optional().catch(undefined),
  attachments: z.array(UploadId).max(ATTACHMENT_LIMITS.per_message).optional().catch(undefined),
  accepted_at: DocumentTime.optional(),
  handed_back_at: DocumentTime.optional(),
});
export type QuestionDocument = z.infer<typeof QuestionDocument>;

/** Milliseconds after the question's `created_at`; null if it did not happen. */
export const Timings = z.object({
  queued: z.number().nullable(),
  launched: z.number().nullable(),
  claimed: z.number().nullable(),
  first_delta: z.number().nullable(),
  ended: z.number().nullable(),
});
export type Timings = z.infer<typeof Timings>;

/**
 * How much of the stored messages an answer went on from, because Claude's own memory of the conversation was lost: all of them, or the newest part.
 */
export const Recalled = z.enum(['whole', 'part']);
export type Recalled = z.infer<typeof Recalled>;

/** `sessions/{sid}/messages/{mid}.reply`: the one answer to a question. */
export const ReplyDocument = z.object({
  role: z.literal('assistant'),
  reply_to: MessageId,
  status: ReplyStatus,
  content: z.string(),
  parts: z.array(Part),
  created_at: DocumentTime,
  ended_at: DocumentTime.nullable(),
  model: z.string().nullable(),
  agent_version: z.number().int().nullable(),
  claude_code_version: z.string().nullable(),
  usage: Usage.pick({ input_tokens: true, output_tokens: true }),
  cost_usd: z.number().nonnegative(),
  timings_ms: Timings,
  error: Failure.nullable(),
  run_id: RunId.nullable(),
  recalled: Recalled.nullable().default(null),
  /** In a test, what was judged of it; null where nothing was. */
  verdicts: Verdicts.nullable().default(null),
  /** The conversation that this answer was copied from: there it was paid for and is counted, and not here. */
  copied_from: SessionId.nullable().default(null),
  feedback: Feedback.nullable(),
});
export type ReplyDocument = z.infer<typeof ReplyDocument>;

/** `GET /api/sessions/{id}/messages/{mid}/answer`: all that an answer says, also where its document holds only some of it. */
export const WholeAnswer = ReplyDocument.pick({ content: true, parts: true });
export type WholeAnswer = z.infer<typeof WholeAnswer>;

/** A message of either kind, as the page reads it. */
export const MessageDocument = z.discriminatedUnion('role', [QuestionDocument, ReplyDocument]);
export type MessageDocument = z.infer<typeof MessageDocument>;

/** `…/{mid}.reply/chunks/{000001…}`. */
export const ChunkDocument = z.object({
  seq: z.number().int().positive(),
  events: z.array(TurnEvent),
  created_at: DocumentTime,
  expire_at: DocumentTime,
});
export type ChunkDocument = z.infer<typeof ChunkDocument>;
