import { type Agent, type Locale, nameOfCopy, type PlatformSettings, type Result, withOfferedModel } from '@oma/contract';
import type { AgentRefusal } from './agent-refusal.ts';
import { createAgent } from './create-agent.ts';
import { readAgent } from './read-agent.ts';
import type { AgentFileDeps } from './reference-files.ts';

/** Makes a draft that says what the agent says now, and shares its own files. A model that is no longer offered becomes null, the platform's first one. */
export async function duplicateAgent(
  deps: AgentFileDeps,
  given: { uid: string; agentId: string; locale: Locale; settings: PlatformSettings | null; now: Date },
): Promise<Result<Agent, AgentRefusal>> {
  const { uid, settings, now } = given;
  const agent = await readAgent(deps.documents, uid, given.agentId);
  if (agent === null) return { ok: false, error: { reason: 'not_found' } };
  const { icon, description, tags } = agent;
  const input = { name: nameOfCopy(agent.name, given.locale), icon, description, tags, config: withOfferedModel(agent.config, settings) };
  return createAgent(deps, { uid, input, settings, now });
}
