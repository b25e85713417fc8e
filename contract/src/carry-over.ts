import { type AgentField, agentChanges } from './agent-changes.ts';
import type { AgentWriting } from './agent-writing.ts';

/**
 * `newest` with what was changed between `began` and `mine`, field by field: where two windows write, neither takes back what the other did to fields that it
 * never touched.
 */
export function carryOver({ began, mine, newest }: { began: AgentWriting; mine: AgentWriting; newest: AgentWriting }): AgentWriting {
  const touched = new Set(agentChanges(began, mine).map(({ field }) => field));
  const from = (field: AgentField): AgentWriting => (touched.has(field) ? mine : newest);
  return {
    name: from('name').name,
    icon: from('icon').icon,
    description: from('description').description,
    tags: from('tags').tags,
    status: from('status').status,
    config: {
      model: from('model').config.model,
      temperature: from('temperature').config.temperature,
      max_tokens: from('max_tokens').config.max_tokens,
      instructions: from('instructions').config.instructions,
      tools: from('tools').config.tools,
      allowed_hosts: from('allowed_hosts').config.allowed_hosts,
      files: from('files').config.files,
      budget: { turn_usd: from('turn_usd').config.budget.turn_usd, day_usd: from('day_usd').config.budget.day_usd },
    },
  };
}
