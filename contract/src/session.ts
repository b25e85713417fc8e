import * as z from 'zod';
import { Agent, AgentDraft } from './agent.ts';
import { FailureCode } from './failure.ts';
import { AgentId, MessageId, RunId, SessionId } from './ids.ts';
import { RunPhase, RunState } from './run-state.ts';
import { nameText } from './text.ts';
import { DocumentTime, SentTime, WireTime } from './time.ts';
import { NO_USAGE, Usage } from './usage.ts';

export const SessionStatus = z.enum(['active', 'inactive', 'closed']);
export type SessionStatus = z.infer<typeof SessionStatus>;
export const SessionKind = z.enum(['work', 'test']);
export type SessionKind = z.infer<typeof SessionKind>;

/** How long a deleted session can be restored, in milliseconds. */
export const DELETED_SESSION_KEPT_MS = 7 * 86_400_000;

/** What a list of conversations is narrowed to: a question waits or is being answered; questions are taken; none are any more. */
export const SessionStanding = z.enum(['working', 'open', 'closed']);
export type SessionStanding = z.infer<typeof SessionStanding>;
/** The agent whose conversations are listed; `none`: those without one. */
export const AgentOfSessions = z.string().regex(/^([0-9A-Za-z]{20}|none)$/, 'must be an agent id or none');

/** More questions than this may not wait in one session. */
export const MAX_QUEUED = 20;

/** Which files a fork began with: as they were then, as they were before they had last been saved, or none. */
export const ForkedFiles = z.enum(['now', 'before', 'none']);
export type ForkedFiles = z.infer<typeof ForkedFiles>;

/** A saved workspace. `object` is its name in the object store; Claude's memory lies beside it, see `objects.memory`. */
export const Workspace = z.object({
  object: z.string(),
  size: z.number().int().nonnegative(),
  sha256: z.string(),
  files: z.number().int().nonnegative(),
});
export type Workspace = z.infer<typeof Workspace>;

const sessionFields = <T extends z.ZodType>(time: T) => ({
  session_id: SessionId,
  user_id: z.string(),
  agent_id: AgentId.nullable(),
  agent_version: z.number().int().nonnegative(),
  kind: SessionKind,
  title: z.string().max(200),
  created_at: time,
  last_activity: time,
  status: SessionStatus,
  /** Questions asked, whatever became of them. */
  message_count: z.number().int().nonnegative(),
  /** Questions that wait. */
  queued: z.number().int().nonnegative(),
  read_at: time.nullable(),
  /** The run that serves this session now, for the page's phase line. `since` is when `phase` began. */
  run: z.object({ id: RunId, state: RunState, phase: RunPhase, since: time }).nullable(),
  /** The newest question: a change rings the bell of a run that waits. */
  wake: MessageId.nullable(),
  /** The question that is to stop. */
  stop: z.object({ message_id: MessageId, at: time }).nullable(),
  workspace: Workspace.nullable(),
  usage: Usage,
  /** How the last question ended; null before one did. */
  last_end: z
    .object({
      status: z.enum(['done', 'failed', 'stopped']),
      code: FailureCode.nullable(),
      at: time,
      /** Since it was asked; 0 where it never began. */
      took_ms: z.number().int().nonnegative().default(0),
    })
    .nullable()
    .default(null),
  /** Since when anybody who has its link can read it; null where there is none. */
  shared_at: time.nullable().default(null),
  /** The conversation that this one began as a copy of, and the last question that was copied; null where it is none. */
  forked_from: z.object({ session_id: SessionId, message_id: MessageId, files: ForkedFiles }).nullable().default(null),
  /** It designs an agent in place of working for one: with what was said in the conversation `from`. Null where it does not. */
  design: z.object({ from: SessionId.nullable() }).nullable().default(null),
});

/**
 * `sessions/{session_id}`. Beside what the API shows: `workspace_before`, kept for the comparison with the newest;
 * `failed_launches`, runs in a row that ended before their first turn;
 * `closed_for_age`: it was closed because nobody used it, so a question that was on its way then opens it again;
 * `test_run`: the run of tests that it is an attempt of;
 * `share`: the hash of the token of its one link, the id of the link's document; null where it has none;
 * `deleted_at`: it is deleted, can be restored for a while, and is nobody's to see until then; `deleted_status`: its status before.
 */
export const SessionDocument = z.object({
  ...sessionFields(DocumentTime),
  workspace_before: Workspace.nullable().default(null),
  failed_launches: z.number().int().nonnegative().default(0),
  closed_for_age: z.boolean().default(false),
  test_run: z.object({ agent_id: AgentId, id: z.string() }).nullable().default(null),
  share: z.string().nullable().default(null),
  deleted_at: DocumentTime.nullable().default(null),
  deleted_status: SessionStatus.nullable().default(null),
});
export type SessionDocument = z.infer<typeof SessionDocument>;

/** `sessions/{session_id}/drafts/agent`: the form of an agent as it stands. It answers in this test in place of the agent that is stored; in a conversation that designs an agent it is what is designed. `judged`: what its answers are to be judged by. */
export const SessionDraftDocument = z.object({ agent: AgentDraft, judged: z.array(z.string()).default([]), updated_at: DocumentTime });
export type SessionDraftDocument = z.output<typeof SessionDraftDocument>;

/** A session in the API. `gone_at`: only of one that is deleted; until then it can be restored. */
export const Session = z.object({ id: SessionId, ...sessionFields(WireTime), gone_at: WireTime.optional() });
export type Session = z.infer<typeof Session>;
/** `agents`: those that these sessions are with, each once; one that was deleted is not among them. */
export const SessionList = z.object({
  sessions: z.array(Session),
  agents: z.array(Agent.pick({ id: true, name: true, icon: true })),
  next: z.string().optional(),
});
export type SessionList = z.infer<typeof SessionList>;

/**
 * `POST /api/sessions`. Without `agent_id` the platform's defaults answer. `reuse`: the newest own session with the same agent and of the same kind is given
 * again where nothing was asked in it yet; only otherwise is one made. `design`: a test that designs an agent in place of talking to one, out of the own conversation
 * `from` where that is given.
 */
export const SessionInput = z
  .strictObject({
    agent_id: AgentId.optional(),
    kind: SessionKind.default('work'),
    reuse: z.boolean().default(false),
    design: z.strictObject({ from: SessionId.optional() }).optional(),
  })
  .refine(
    ({ kind, design, agent_id }) => design === undefined || (kind === 'test' && agent_id === undefined),
    'an agent is designed in a test that is with none',
  );
export type SessionInput = z.input<typeof SessionInput>;

/** `PATCH /api/sessions/{id}`. `closed` stops and empties it; `active` reopens. */
export const SessionPatch = z
  .strictObject({ title: nameText().min(1).max(200).optional(), status: z.enum(['active', 'closed']).optional() })
  .refine((patch) => patch.title !== undefined || patch.status !== undefined, 'must change title or status');
export type SessionPatch = z.infer<typeof SessionPatch>;

/** `POST /api/sessions/{id}/stop`. Without `message_id`: all that waits or is being answered. */
export const StopRequest = z.strictObject({ message_id: MessageId.optional() });
/** `stopped`: it was only waiting. `stopping`: what works on it was told, and has five seconds. */
export const StopAnswer = z.object({ status: z.enum(['stopping', 'stopped']) });
/** `DELETE /api/sessions/{id}/messages/{mid}`: what the question said that is no more. */
export const WithdrawnQuestion = z.object({ message_id: MessageId, content: z.string() });
/** `POST /api/sessions/{id}/presence`, every 30 s. `read_to`: the person has read up to this moment. */
export const PresenceRequest = z.strictObject({ visible: z.boolean(), read_to: SentTime.optional() });

/** A new session's document. */
export function newSession(given: {
  id: string;
  uid: string;
  agentId: string | null;
  agentVersion: number;
  kind: SessionKind;
  design?: SessionDocument['design'];
  testRun?: SessionDocument['test_run'];
  now: Date;
}): SessionDocument {
  return {
    session_id: given.id,
    user_id: given.uid,
    agent_id: given.agentId,
    agent_version: given.agentVersion,
    kind: given.kind,
    title: '',
    created_at: given.now,
    last_activity: given.now,
    status: 'active',
    message_count: 0,
    queued: 0,
    read_at: null,
    run: null,
    wake: null,
    stop: null,
    workspace: null,
    usage: NO_USAGE,
    last_end: null,
    shared_at: null,
    forked_from: null,
    design: given.design ?? null,
    workspace_before: null,
    failed_launches: 0,
    closed_for_age: false,
    test_run: given.testRun ?? null,
    share: null,
    deleted_at: null,
    deleted_status: null,
  };
}
