import { assemble, type Part, type RunPhase } from '@oma/contract';
import type { Recording } from './recording.ts';

/** What the page showed at a moment of a recording. */
export type Moment = { isOver: boolean; hasReply: boolean; phase: RunPhase | 'sent'; sinceMs: number; parts: readonly Part[] };

/** The moment `at` milliseconds after the question was sent. Pure. */
export function momentAt(recording: Recording, at: number): Moment {
  const chunks = recording.chunks.filter((piece) => piece.at <= at).map(({ chunk }) => chunk);
  const begun = recording.phases.findLast((one) => one.at <= at);
  return {
    isOver: at >= recording.ended,
    hasReply: chunks.length > 0,
    phase: begun?.phase ?? 'sent',
    sinceMs: at - (begun?.at ?? 0),
    parts: assemble(chunks).parts,
  };
}
