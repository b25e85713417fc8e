import type { Part, SharedPart } from '@oma/contract';

/** The parts of an answer that a shared link shows. */
export const shownParts = (parts: readonly Part[]): SharedPart[] =>
  parts.flatMap((part): SharedPart[] => (part.k === 'text' ? [{ k: part.k, s: part.s }] : part.k === 'tool' ? [part] : []));
