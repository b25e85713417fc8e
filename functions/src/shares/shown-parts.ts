import type { Part, SharedPart } from '@oma/contract';

/**
 * The parts of an answer that a shared link shows: what was said and done, not what was thought; that something of a long one is missing, not where it lies.
 */
export const shownParts = (parts: readonly Part[]): SharedPart[] =>
  parts.flatMap((part): SharedPart[] =>
    part.k === 'text' ? [{ k: part.k, s: part.s, ...(part.object === undefined ? {} : { object: '' }) }] : part.k === 'tool' ? [part] : [],
  );
