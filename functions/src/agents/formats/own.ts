import { AgentFile, type PortableAgent } from '@oma/contract';
import { fieldErrors } from '../../http/problem.ts';
import type { Reading } from './format-reading.ts';
import { parseJson } from './parse-json.ts';

/** Our own file: everything a person wrote, word for word. */
export const writeOwn = (agent: PortableAgent): string =>
  `${JSON.stringify({ format: 'oh-my-agent', version: 1, agent } satisfies AgentFile, null, 2)}\n`;

/** Reads our own file. What this platform does not know is an error, not a warning: such a file says exactly what it means. */
export function readOwn(content: string): Reading {
  const json = parseJson(content);
  if (!json.ok) return json;
  const parsed = AgentFile.safeParse(json.value);
  return parsed.success ? { ok: true, value: { agent: parsed.data.agent, warnings: [] } } : { ok: false, error: fieldErrors(parsed.error) };
}
