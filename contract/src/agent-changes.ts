import type { AgentVersion } from './agent-version.ts';
import type { ReferenceFile } from './reference-file.ts';

/** What may differ between two versions of an agent, in the order of the form. */
export const AGENT_FIELDS = [
  'name',
  'icon',
  'description',
  'tags',
  'status',
  'model',
  'temperature',
  'max_tokens',
  'instructions',
  'tools',
  'allowed_hosts',
  'files',
  'turn_usd',
  'day_usd',
] as const;
export type AgentField = (typeof AGENT_FIELDS)[number];

export type AgentFieldValue = string | number | null | readonly string[] | readonly ReferenceFile[];
export type AgentChange = { field: AgentField; before: AgentFieldValue; after: AgentFieldValue };

type Saved = Pick<AgentVersion, 'name' | 'icon' | 'description' | 'tags' | 'status' | 'config'>;

/** Every field that differs between two saves, in the order of the form. The order of tools, hosts and files means nothing and is no difference. */
export function agentChanges(before: Saved, after: Saved): AgentChange[] {
  const [from, to] = [valuesOf(before), valuesOf(after)];
  return AGENT_FIELDS.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field])).map((field) => ({
    field,
    before: from[field],
    after: to[field],
  }));
}

function valuesOf({ name, icon, description, tags, status, config }: Saved): Record<AgentField, AgentFieldValue> {
  const { model, temperature, max_tokens, instructions, tools, allowed_hosts, files, budget } = config;
  return {
    name,
    icon,
    description,
    tags,
    status,
    model,
    temperature,
    max_tokens,
    instructions,
    tools: [...tools].sort(),
    allowed_hosts: [...allowed_hosts].sort(),
    files: files.map(({ id, name, size }) => ({ id, name, size })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    turn_usd: budget.turn_usd,
    day_usd: budget.day_usd,
  };
}
