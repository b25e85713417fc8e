import { type Agent, AGENT_TEXT_LIMITS, type Locale, type PlatformSettings, type Result } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import type { AgentRefusal } from './agent-refusal.ts';
import { createAgent } from './create-agent.ts';
import { cutText } from './cut-text.ts';
import { withOfferedModel } from './offered-model.ts';
import { readAgent } from './read-agent.ts';

/** Makes a draft that says what the agent says now. A model that is no longer offered becomes null, the platform's first one. */
export async function duplicateAgent(
  documents: Documents,
  given: { uid: string; agentId: string; locale: Locale; settings: PlatformSettings | null; now: Date },
): Promise<Result<Agent, AgentRefusal>> {
  const { uid, settings, now } = given;
  const agent = await readAgent(documents, uid, given.agentId);
  if (agent === null) return { ok: false, error: { reason: 'not_found' } };
  const { icon, description, tags } = agent;
  const input = { name: nameOfCopy(agent.name, given.locale), icon, description, tags, config: withOfferedModel(agent.config, settings) };
  return createAgent(documents, { uid, input, settings, now });
}

const SUFFIX: Readonly<Record<Locale, string>> = { ko: ' (사본)', en: ' (copy)' };

/** The name with “(copy)” behind it in the person's language, shortened where it would be too long. */
export function nameOfCopy(name: string, locale: Locale): string {
  const suffix = SUFFIX[locale];
  return `${cutText(name, AGENT_TEXT_LIMITS.name - suffix.length).trimEnd()}${suffix}`.trim();
}
