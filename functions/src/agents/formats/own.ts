import { AgentFile, type PortableAgent } from '@oma/contract';
import { fieldErrors } from '../../http/problem.ts';
import type { Reading, Written } from './format-reading.ts';
import { leftOutField, missingFiles } from './left-out-files.ts';
import { parseJson } from './parse-json.ts';

/** Our own file: everything a person wrote, word for word. */
export const writeOwn = (agent: PortableAgent, written: Pick<Written, 'leftOut'> = {}): string =>
  `${JSON.stringify({ format: 'oh-my-agent', version: 1, agent, ...leftOutField(written) } satisfies AgentFile, null, 2)}\n`;

/** Reads our own file. What this platform does not know is an error, not a warning: such a file says exactly what it means. */
export function readOwn(content: string): Reading {
  const json = parseJson(content);
  if (!json.ok) return json;
  const parsed = AgentFile.safeParse(json.value);
  if (!parsed.success) return { ok: false, error: fieldErrors(parsed.error) };
  return { ok: true, value: { agent: parsed.data.agent, warnings: missingFiles(parsed.data.left_out) } };
}
