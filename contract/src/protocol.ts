import * as z from 'zod';
import { AgentConfig, AgentDraft, MAX_REFERENCE_FILES } from './agent.ts';
import { AskQuestions, AskReply } from './ask.ts';
import { TurnEvent } from './events.ts';
import { Failure } from './failure.ts';
import { DocumentId, MessageId, RunId, SessionId, UploadId } from './ids.ts';
import { LONGEST_RUN_MS } from './limits.ts';
import { QuestionStatus, Recalled } from './message.ts';
import { WireTime } from './time.ts';
import { Usage } from './usage.ts';
import { Verdicts } from './verdict.ts';

/**
 * The run protocol: the runner's one door. JSON over POST to `{RUNS_URL}/{call}`; every call but `claim` carries
 * `Authorization: Bearer {run_token}`. Repeating a call with the same numbers gives the same answer and changes nothing more.
 * Errors are problem+json; `run_gone` (409) tells the runner that it is no longer the session's run and must exit.
 */
export const PROTOCOL_VERSION = 1;

/** US dollars per million tokens. */
export const ModelPrice = z.object({ input_usd: z.number(), output_usd: z.number() });
export type ModelPrice = z.infer<typeof ModelPrice>;

/** What Claude Code is started with. A changed `version` or model restarts its process with `resume`. `design`: it designs an agent, whose form stands as it says. */
export const RunAgent = z.object({
  id: z.string().nullable(),
  version: z.number().int().nonnegative(),
  name: z.string(),
  config: AgentConfig.extend({ model: z.string() }),
  /** What its model costs: every request is counted with it. */
  price: ModelPrice,
  design: z.object({ form: AgentDraft.nullable() }).nullable().default(null),
  /** What its answer is to be judged by, each in words, once it is there. */
  judged: z.array(z.string()).default([]),
  /** No request is sent that, counted high, could pass the turn's limit; otherwise the last one may. */
  has_strict_limit: z.boolean().default(false),
});
export type RunAgent = z.infer<typeof RunAgent>;

/** What was said in a conversation, oldest first: of the run's own, before the question of the open turn. `is_whole`: nothing of it was left out or cut. */
export const HistoryAnswer = z.object({
  exchanges: z.array(z.object({ question: z.string(), answer: z.string(), status: QuestionStatus })),
  is_whole: z.boolean(),
});
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

export const ClaimRequest = z.strictObject({
  run_id: RunId,
  code: z.string().min(20).max(200),
  /** Made by the process: tells a repeated call from a second process. */
  nonce: z.string().min(16).max(100),
  execution: z.string().max(200),
  protocol: z.number().int(),
});
export type ClaimRequest = z.infer<typeof ClaimRequest>;

export const ClaimAnswer = z.object({
  run_token: z.string(),
  session_id: SessionId,
  agent: RunAgent,
  model: z.object({
    base_url: z.url(),
    key: z.string(),
  }),
  limits: z.object({
    turn_usd: z.number().positive(),
    workspace_bytes: z.number(),
    workspace_files: z.number(),
    file_bytes: z.number(),
    memory_bytes: z.number(),
  }),
  /** Signed GET URLs of what the last run saved; null where nothing was. */
  workspace_url: z.url().nullable(),
  memory_url: z.url().nullable(),
  /** Whether anything was said in this session before. */
  has_past: z.boolean().default(false),
  /** What was said in the conversation that an agent is designed from; null where it is not, or nothing was. */
  source: HistoryAnswer.nullable().default(null),
  /** Whether results may tell of their phases: functions of an earlier deployment would refuse them. */
  takes_phases: z.boolean().default(false),
});
export type ClaimAnswer = z.infer<typeof ClaimAnswer>;

/** What a runner may tell of its turn; of the first one also how it made itself ready. `first_event`: until Claude Code showed its first sign of answering. */
export const RunnerPhase = z.strictObject({
  name: z.enum(['prepare', 'restore', 'bring_in', 'claude', 'first_event', 'judge', 'save']),
  started_at: WireTime,
  ms: z.number().nonnegative().max(LONGEST_RUN_MS),
});
export type RunnerPhase = z.infer<typeof RunnerPhase>;

/** How a turn ended, as the runner saw it. The text itself is already in the chunks. */
export const TurnResult = z.strictObject({
  status: z.enum(['done', 'failed', 'stopped']),
  error: Failure.nullable(),
  model: z.string().max(200).nullable(),
  claude_code_version: z.string().max(200).nullable(),
  usage: Usage,
  /** How much of `history` the answer went on from; null where Claude's own memory was there. */
  recalled: Recalled.nullable().default(null),
  /** What was judged of the answer; null where nothing was to be. */
  verdicts: Verdicts.nullable().default(null),
  /** How long its parts took, each told once; only where `claim` said that this is listened to. */
  phases: z.array(RunnerPhase).max(20).optional(),
  /** Whether the workspace and its manifest were stored at this turn's URLs; null keeps the one before. */
  workspace: z
    .strictObject({
      size: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      files: z.number().int().nonnegative(),
    })
    .nullable(),
});
export type TurnResult = z.infer<typeof TurnResult>;

export const NextRequest = z.strictObject({
  /** The turn that ended, 0 before the first. */
  turn: z.number().int().nonnegative(),
  result: TurnResult.nullable(),
  /** How long the call may wait for a question. */
  wait_s: z.number().min(0).max(50),
});
export type NextRequest = z.infer<typeof NextRequest>;

/** A file that a question brings into the workspace. `size` in bytes; no more than that is read. */
export const Attachment = z.object({ name: z.string(), size: z.number().int().positive(), url: z.url() });
export type Attachment = z.infer<typeof Attachment>;

export const NextAnswer = z.object({
  /** With a question: its turn. Without: the turn asked about. */
  turn: z.number().int().nonnegative(),
  question: z
    .object({
      id: MessageId,
      content: z.string(),
      created_at: WireTime,
      /** What comes with it, each to be fetched by a signed URL. `missing`: how many more there were that cannot be given. */
      attachments: z.array(Attachment).default([]),
      missing_attachments: z.number().int().nonnegative().default(0),
    })
    .nullable(),
  agent: RunAgent.optional(),
  turn_usd: z.number().positive().optional(),
  /** Signed PUT URLs for this turn's archives and the manifest of its workspace; a name is used once. */
  put_url: z.url().nullable(),
  memory_put_url: z.url().nullable(),
  manifest_put_url: z.url().nullable(),
  deadline: WireTime.nullable(),
  /** Without a question: when to `end` if none comes. */
  linger_until: WireTime.nullable(),
});
export type NextAnswer = z.infer<typeof NextAnswer>;

/** `history`: asked where Claude's own memory of the conversation is lost. `turn` is the open one. */
export const HistoryRequest = z.strictObject({ turn: z.number().int().positive() });
export type HistoryRequest = z.infer<typeof HistoryRequest>;

/** `references`: where to fetch the agent's own files, asked once for each that the run does not have yet. */
export const ReferencesRequest = z.strictObject({ ids: z.array(UploadId).min(1).max(MAX_REFERENCE_FILES) });
export type ReferencesRequest = z.infer<typeof ReferencesRequest>;

/** Signed GET URLs of those of them that the session's agent has now. */
export const ReferencesAnswer = z.object({ files: z.array(z.object({ id: UploadId, url: z.url() })) });
export type ReferencesAnswer = z.infer<typeof ReferencesAnswer>;

export const AppendRequest = z.strictObject({
  turn: z.number().int().positive(),
  seq: z.number().int().positive().max(999_999),
  events: z.array(TurnEvent).min(1),
});
export type AppendRequest = z.infer<typeof AppendRequest>;

export const HeartbeatRequest = z.strictObject({
  turn: z.number().int().nonnegative(),
  /** What the present turn used so far. */
  usage: Usage,
  /** The call is held up to this long and answered at once when a stop comes. */
  wait_s: z.number().min(0).max(10).default(0),
});
export type HeartbeatRequest = z.input<typeof HeartbeatRequest>;

/** `stop`: end this turn now. `wake`: a question waits. `gone`: this run is no longer the session's; exit. */
export const Signal = z.object({ stop: z.boolean(), wake: z.boolean(), gone: z.boolean() });
export type Signal = z.infer<typeof Signal>;

/** `ask`: Claude asks the person something in the open turn, whose time stands still meanwhile. `id`: the tool's use. Asked again until there is an answer. */
export const AskRequest = z.strictObject({
  turn: z.number().int().positive(),
  id: DocumentId,
  questions: AskQuestions,
  /** How long the call may wait for the answer. */
  wait_s: z.number().min(0).max(50),
});
export type AskRequest = z.infer<typeof AskRequest>;

/**
 * `answer` null: none yet. `replies` null: nobody answered within `waited_min`. With an answer also what changed meanwhile: when the turn must end, and where
 * its archives go, for the earlier URLs may be over by then.
 */
export const AskOutcome = z.object({
  answer: z.object({ replies: z.array(AskReply).nullable(), waited_min: z.number().nonnegative() }).nullable(),
  deadline: WireTime.nullable(),
  put_url: z.url().nullable(),
  memory_put_url: z.url().nullable(),
  manifest_put_url: z.url().nullable(),
});
export type AskOutcome = z.infer<typeof AskOutcome>;

/** `propose`: Claude proposes something for the form of an agent, in a conversation that designs one. `id`: the tool's use. A repeated call finds it there. */
export const ProposeRequest = z.strictObject({ turn: z.number().int().positive(), id: DocumentId, proposal: z.unknown() });
export type ProposeRequest = z.infer<typeof ProposeRequest>;

/** `problems`: what the form would not take, and then nothing was put before the person; empty where it was. */
export const ProposeAnswer = z.object({ problems: z.array(z.object({ path: z.string(), message: z.string() })) });
export type ProposeAnswer = z.infer<typeof ProposeAnswer>;

/** An amount of money set aside before it can be spent; `request` counts up within a run, whatever the turn. */
export const Reservation = z.strictObject({ request: z.number().int().positive(), usd: z.number().nonnegative().max(1000) });
export type Reservation = z.infer<typeof Reservation>;

/** What a request really used; what was set aside for it is given back. */
export const Settlement = z.strictObject({ request: z.number().int().positive(), usage: Usage });
export type Settlement = z.infer<typeof Settlement>;

/**
 * `budget`: asked before each request to the model, and told what became of earlier ones. Refused where the day of the person or of the agent, or the
 * month of the platform, would be passed. A repeated settlement changes nothing; a reservation that was refused may be asked for again.
 */
export const BudgetRequest = z.strictObject({
  turn: z.number().int().positive(),
  reserve: Reservation.nullable(),
  settle: z.array(Settlement).max(100),
});
export type BudgetRequest = z.infer<typeof BudgetRequest>;

/** `granted`: whether the reservation stands; true where none was asked for. `refusal`: which limit stands in the way. */
export const BudgetAnswer = z.object({ granted: z.boolean(), refusal: z.string().nullable(), gone: z.boolean() });
export type BudgetAnswer = z.infer<typeof BudgetAnswer>;

/**
 * `linger` is refused while a question waits, unless the run is too old for another turn; the other reasons end the run whatever waits, and a new run serves it.
 * `result` commits the open turn, for a run that ends in the middle of one (`terminated`).
 */
export const EndRequest = z.strictObject({
  turn: z.number().int().nonnegative(),
  reason: z.enum(['linger', 'terminated', 'failed']),
  result: TurnResult.nullable().default(null),
  /** Why an open turn without a result ends; also why a run failed before its first turn. */
  failure: Failure.nullable().default(null),
});
export type EndRequest = z.input<typeof EndRequest>;

/** `question`: the id of the question that waits, if the end was refused for it; ask `next`. */
export const EndAnswer = z.object({ question: MessageId.nullable() });
export type EndAnswer = z.infer<typeof EndAnswer>;
