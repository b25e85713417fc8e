import type { Part } from '@oma/contract';

export type ShownPart = Extract<Part, { k: 'text' | 'tool' }>;

/** The parts of an answer that a shared link shows: what was said and done, not what was thought, nor where the rest of a long one lies. */
export const shownParts = (parts: readonly Part[]): ShownPart[] =>
  parts.flatMap((part): ShownPart[] => (part.k === 'text' ? [{ k: part.k, s: part.s }] : part.k === 'tool' ? [part] : []));
