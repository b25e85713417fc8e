import { type ImportWarning, PortableAgent } from '@oma/contract';
import type * as z from 'zod';
import { fieldErrors } from '../../http/problem.ts';
import type { Reading } from './format-reading.ts';

/** An agent put together from a file, checked as one from the form is. `places` names the file's own words for our fields, for the errors. */
export function checkedAgent(
  input: z.input<typeof PortableAgent>,
  warnings: ImportWarning[],
  places: Readonly<Record<string, string>>,
): Reading {
  const parsed = PortableAgent.safeParse(input);
  if (parsed.success) return { ok: true, value: { agent: parsed.data, warnings } };
  return { ok: false, error: fieldErrors(parsed.error).map(({ path, message }) => ({ path: places[path] ?? path, message })) };
}
