import { AGENT_TEXT_LIMITS, cutText, type ImportWarning } from '@oma/contract';
import { importWarning } from './import-warning.ts';

/** A name or a description of a file in the length there is for it here; what is cut off is said. Instructions are never cut. */
export function shorten(path: 'name' | 'description', text: string): { text: string; warnings: ImportWarning[] } {
  const limit = AGENT_TEXT_LIMITS[path];
  const cut = cutText(text, limit);
  return { text: cut, warnings: cut === text ? [] : [importWarning(path, 'shortened', String(limit))] };
}
