import { createContext } from '@lit/context';
import type { AgentWriting, Model } from '@oma/contract';

/** The form of an agent that stands beside a conversation. */
export type FormInView = {
  readonly writing: AgentWriting;
  /** For their names. */
  readonly models: readonly Model[];
  /** The proposal that was made last, by the use of the tool; empty before one is known. */
  readonly newest: string;
  /** The conversation lies over it: a way to it is wanted. */
  readonly isCovered: boolean;
  /** Leads to the form. */
  show(): void;
  /** Writes into the form; it is not saved. */
  write(writing: AgentWriting): void;
};

/** By it a proposal in a conversation finds the form, whatever lies between; there is none where the conversation is read elsewhere. */
export const formInView = createContext<FormInView>('form-in-view');
