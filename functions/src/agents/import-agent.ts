import { type AgentFileFormat, DEFAULT_SETTINGS, type ImportedAgent, type PlatformSettings, type Result } from '@oma/contract';
import type { FieldError } from '../http/problem.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { createAgent } from './create-agent.ts';
import { readAgentFile } from './formats/index.ts';
import type { AgentFileDeps } from './reference-files.ts';

/** Makes a draft of a file, and says what of it could not be taken over. */
export async function importAgent(
  deps: AgentFileDeps,
  given: { uid: string; content: string; format: AgentFileFormat | null; settings: PlatformSettings | null; now: Date },
): Promise<Result<ImportedAgent, AgentRefusal | { reason: 'bad_file'; errors: FieldError[] }>> {
  const { uid, settings, now } = given;
  const reading = readAgentFile(given.content, given.format, { settings: settings ?? DEFAULT_SETTINGS });
  if (!reading.ok) return { ok: false, error: { reason: 'bad_file', errors: reading.error } };
  const { agent, warnings } = reading.value;
  const created = await createAgent(deps, { uid, input: { ...agent, config: { ...agent.config, files: [] } }, settings, now });
  return created.ok ? { ok: true, value: { ...created.value, warnings } } : created;
}
