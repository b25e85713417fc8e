import type { Result } from '@oma/contract';
import type { FieldError } from '../../http/problem.ts';

/** The JSON of a file. */
export function parseJson(content: string): Result<unknown, FieldError[]> {
  try {
    return { ok: true, value: JSON.parse(content) };
  } catch {
    return { ok: false, error: [{ path: 'content', message: 'is not valid JSON; it may have been cut off' }] };
  }
}
