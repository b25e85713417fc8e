import type { Part } from '@oma/contract';

export type ShownPart = Extract<Part, { k: 'text' | 'tool' }>;

/** The parts of an answer that a shared link shows: what was said and done, not what was thought. */
export const shownParts = (parts: readonly Part[]): ShownPart[] =>
  parts.flatMap((part) => (part.k === 'text' || part.k === 'tool' ? [part] : []));
