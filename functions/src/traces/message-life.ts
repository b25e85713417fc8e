import type { FailureCode, RunnerPhase } from '@oma/contract';
import { type Phase, phaseSpan, type Span, type SpanAttributes } from './span.ts';

/** A use of a tool that has ended. `tool`: its name, if it is one of ours. */
export type ToolUse = { tool: string; endedAt: Date; ms: number; ok: boolean };

/** What is known of a message when it has ended. What did not happen, or happened before it was asked, is null. */
export type MessageLife = {
  messageId: string;
  sessionId: string;
  runId: string | null;
  kind: string;
  outcome: string;
  code: FailureCode | null;
  model: string | null;
  askedAt: Date;
  acceptedAt: Date | null;
  /** When its run was named, launched and taken up by a container. */
  runNamedAt: Date | null;
  launchedAt: Date | null;
  claimedAt: Date | null;
  begunAt: Date | null;
  firstTextAt: Date | null;
  toolUses: readonly ToolUse[];
  /** What the runner told of its turn. */
  phases: readonly RunnerPhase[];
  /** When functions heard that it was over. */
  heardAt: Date | null;
  /** Whether a run died before it did anything for it, and another one began anew. */
  handedBack: boolean;
};

/** What each phase that the runner tells of is a part of; those without one belong to the whole. */
const WITHIN: Readonly<Record<RunnerPhase['name'], string | null>> = {
  prepare: null,
  restore: null,
  bring_in: 'answer',
  claude: 'answer',
  first_event: 'claude',
  judge: 'answer',
  save: 'answer',
};

/**
 * The life of a message as spans: the whole, from when it was asked until its end was stored at `storedAt`, and each phase that it went through, none of
 * which passes the whole, whatever the runner told. Pure.
 */
export function spansOfLife(life: MessageLife, storedAt: Date): Span[] {
  const { messageId, askedAt } = life;
  const whole = phaseSpan(messageId, {
    name: 'message',
    source: 'functions',
    startMs: askedAt.getTime(),
    endMs: storedAt.getTime(),
    attributes: attributesOf(life),
    errorCode: life.code,
  });
  const phases = [...waiting(life), ...answering(life), ...between('commit', life.heardAt, storedAt)];
  const inside = (ms: number): number => Math.min(whole.endMs, Math.max(whole.startMs, ms));
  return [
    { ...whole, parentSpanId: null },
    ...phases.map((phase) => phaseSpan(messageId, { ...phase, startMs: inside(phase.startMs), endMs: inside(phase.endMs) })),
  ];
}

const attributesOf = ({ messageId, sessionId, runId, kind, outcome, model, handedBack }: MessageLife): SpanAttributes => ({
  message_id: messageId,
  session_id: sessionId,
  ...(runId === null ? {} : { run_id: runId }),
  kind,
  outcome,
  ...(model === null ? {} : { model }),
  ...(handedBack ? { handed_back: true } : {}),
});

/** Until its answer began. */
function waiting(life: MessageLife): Phase[] {
  const { askedAt, acceptedAt, runNamedAt, launchedAt, claimedAt, begunAt } = life;
  return [
    ...between('accept', askedAt, acceptedAt),
    ...between('launch', runNamedAt, launchedAt),
    ...between('container', launchedAt, claimedAt),
    ...between('pick_up', latest(claimedAt, acceptedAt), begunAt),
  ];
}

function answering(life: MessageLife): Phase[] {
  const { begunAt, heardAt, firstTextAt, toolUses, phases, askedAt } = life;
  if (begunAt === null) return [];
  const own = phases.filter(({ started_at }) => Date.parse(started_at) >= askedAt.getTime());
  const isTold = own.some(({ name }) => name === 'claude');
  return [
    ...between('answer', begunAt, heardAt),
    ...between('first_text', begunAt, firstTextAt).map((phase) => ({ ...phase, within: 'answer' })),
    ...own.map(({ name, started_at, ms }): Phase => {
      const startMs = Date.parse(started_at);
      return { name, source: 'runner', startMs, endMs: startMs + ms, ...within(WITHIN[name]) };
    }),
    ...toolUses.map(({ tool, endedAt, ms, ok }, index): Phase => ({
      name: 'tool',
      nth: index + 1,
      source: 'runner',
      startMs: endedAt.getTime() - ms,
      endMs: endedAt.getTime(),
      attributes: { tool, ok },
      within: isTold ? 'claude' : 'answer',
    })),
  ];
}

const within = (name: string | null): { within?: string } => (name === null ? {} : { within: name });

const latest = (one: Date | null, other: Date | null): Date | null => (one === null || (other !== null && other > one) ? other : one);

const between = (name: string, from: Date | null, until: Date | null): Phase[] =>
  from === null || until === null ? [] : [{ name, source: 'functions', startMs: from.getTime(), endMs: until.getTime() }];
