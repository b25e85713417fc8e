import type { AskOutcome, ProposeAnswer, RunAgent, TurnEvent } from '@oma/contract';
import type { Container } from '../container/container.ts';
import type { PersonQuestion } from '../turn/ask-person.ts';

/** How one question to Claude Code ended. */
export type ClaudeEnd =
  /** It said all it had to say. */
  | { kind: 'completed' }
  /** It was interrupted. */
  | { kind: 'interrupted' }
  /** It gave up; the key proxy knows what the model answered. */
  | { kind: 'failed'; detail: string }
  /** Its process ended in the middle. */
  | { kind: 'exited'; detail: string };

/** What Claude Code does in a turn, in order. `message_start`: the model begins a message, so a chunk begins. */
export type ClaudeEvent = { kind: 'event'; event: Exclude<TurnEvent, { k: 'reset' }> } | { kind: 'message_start' } | { kind: 'take_back' };

/** Asks the person what Claude wants to know. Null where it cannot be asked; throws where `signal` aborts. */
export type AskThePerson = (asked: PersonQuestion, signal: AbortSignal) => Promise<AskOutcome['answer']>;

/** Puts a proposal for the form of an agent before the person. Null where that cannot be done; throws where `signal` aborts. */
export type ProposeToPerson = (proposed: { id: string; proposal: unknown }, signal: AbortSignal) => Promise<ProposeAnswer | null>;

/** What Claude can do with the person in the middle of a turn. */
export type WithPerson = { ask: AskThePerson; propose: ProposeToPerson };

/** One Claude Code process. It keeps its context from question to question. */
export type Claude = {
  /**
   * Asks one question; resolves with how it ended. One at a time. `record`: what it is told first of a conversation that it does not remember; `note`: what it
   * is told before the question of what comes with it.
   */
  ask(
    question: { id: string; content: string; record: string | null; note: string | null },
    onEvent: (event: ClaudeEvent) => void,
    withPerson: WithPerson,
  ): Promise<ClaudeEnd>;
  /** Asks it to stop the present question. */
  interrupt(): Promise<void>;
  /** Its own version, from its first message; null before. */
  version(): string | null;
  /** Ends what its tools left running in the background, so that the workspace holds still while it is saved. */
  endLeftovers(): void;
  close(): Promise<void>;
};

export type ClaudeOptions = {
  container: Container;
  claudeBinary: string;
  agent: RunAgent;
  /** What it says it is. */
  sessionId: string;
  /** Whether the agent's own files are in `reference/`. */
  withReference: boolean;
  /** Whether to go on from the memory of an earlier process. */
  resume: boolean;
  modelToken: string;
};
