import * as z from 'zod';
import { FailureCode } from './failure.ts';
import { AgentId } from './ids.ts';
import { MAX_MODEL_ID, MAX_SEARCH_LENGTH } from './limits.ts';
import { ReferenceFile } from './reference-file.ts';
import { nameText, text } from './text.ts';
import { DocumentTime, WireTime } from './time.ts';

export const AgentStatus = z.enum(['draft', 'active', 'paused', 'error']);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** What an agent may do: `read` looks at files, `write` changes them, `shell` runs commands, `ask` asks the person in the middle of its work. */
export const AgentTool = z.enum(['read', 'write', 'shell', 'ask']);
export type AgentTool = z.infer<typeof AgentTool>;

/** The tool of Claude Code that asks the person. */
export const ASK_TOOL = 'AskUserQuestion';

/** The tools of Claude Code behind each switch of the form. */
export const CLAUDE_TOOLS: Readonly<Record<AgentTool, readonly string[]>> = {
  read: ['Read', 'Glob', 'Grep'],
  write: ['Write', 'Edit'],
  shell: ['Bash'],
  ask: [ASK_TOOL],
};

export const DEFAULT_TOOLS: readonly AgentTool[] = ['read', 'write', 'shell'];

const host = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'must be a host name such as api.example.com');

/** The longest texts, in UTF-16 units; `tag`: each of them. */
export const AGENT_TEXT_LIMITS = { name: 80, description: 500, tag: 30, instructions: 20_000 } as const;

/** How many tags an agent may have. */
export const MAX_TAGS = 10;

/** How many files of its own an agent may have. */
export const MAX_REFERENCE_FILES = 100;

/** Between what an agent's numbers may be, both ends included; an amount, in US dollars, must be above its lower end. */
export const AGENT_NUMBER_LIMITS = {
  temperature: { min: 0, max: 1 },
  max_tokens: { min: 256, max: 64_000 },
  turn_usd: { min: 0, max: 1000 },
  day_usd: { min: 0, max: 10_000 },
} as const;

/** What an agent's configuration is made of, as it may be sent. */
export const agentConfigFields = {
  model: text().min(1).max(MAX_MODEL_ID).nullable(),
  /** `null`: the model thinks before it answers. A number: it does not, and answers with that temperature. */
  temperature: z.number().min(AGENT_NUMBER_LIMITS.temperature.min).max(AGENT_NUMBER_LIMITS.temperature.max).nullable(),
  max_tokens: z.number().int().min(AGENT_NUMBER_LIMITS.max_tokens.min).max(AGENT_NUMBER_LIMITS.max_tokens.max).nullable(),
  instructions: text().max(AGENT_TEXT_LIMITS.instructions),
  tools: z.array(AgentTool).max(5),
  allowed_hosts: z.array(host).max(20),
  budget: z.strictObject({
    turn_usd: z.number().positive().max(AGENT_NUMBER_LIMITS.turn_usd.max).nullable(),
    day_usd: z.number().positive().max(AGENT_NUMBER_LIMITS.day_usd.max).nullable(),
  }),
};

/** An agent's configuration, complete. */
export const AgentConfig = z.object({
  ...agentConfigFields,
  /** Its own files, which lie in `reference/` of each of its workspaces and which it cannot change. */
  files: z.array(ReferenceFile).default([]),
});
export type AgentConfig = z.infer<typeof AgentConfig>;

/** What of a configuration a file of an agent can hold: all but the agent's own files. */
export const PortableConfigInput = z.strictObject({
  model: agentConfigFields.model.default(null),
  temperature: agentConfigFields.temperature.default(null),
  max_tokens: agentConfigFields.max_tokens.default(null),
  instructions: agentConfigFields.instructions.default(''),
  tools: agentConfigFields.tools.default([...DEFAULT_TOOLS]),
  allowed_hosts: agentConfigFields.allowed_hosts.default([]),
  budget: z
    .strictObject({
      turn_usd: agentConfigFields.budget.shape.turn_usd.default(null),
      day_usd: agentConfigFields.budget.shape.day_usd.default(null),
    })
    .default({ turn_usd: null, day_usd: null }),
});

/** The configuration as a client may send it; what is left out gets the default. `model: null` is the platform's first enabled model. */
export const AgentConfigInput = PortableConfigInput.extend({ files: z.array(ReferenceFile).max(MAX_REFERENCE_FILES).default([]) });
export type AgentConfigInput = z.input<typeof AgentConfigInput>;

export const DEFAULT_CONFIG: AgentConfig = AgentConfigInput.parse({});

/** What an agent says of itself, as it may be sent. */
export const agentInputFields = {
  name: nameText().min(1).max(AGENT_TEXT_LIMITS.name),
  icon: text().max(40),
  description: text().max(AGENT_TEXT_LIMITS.description),
  tags: z.array(nameText().min(1).max(AGENT_TEXT_LIMITS.tag)).max(MAX_TAGS),
};

/** More agents than this a person may not have. */
export const MAX_AGENTS = 1000;

/** `POST /api/agents`: only `name` is required. */
export const AgentInput = z.strictObject({
  name: agentInputFields.name,
  icon: agentInputFields.icon.default('bot'),
  description: agentInputFields.description.default(''),
  tags: agentInputFields.tags.default([]),
  config: AgentConfigInput.prefault({}),
});
export type AgentInput = z.input<typeof AgentInput>;

/** `PUT /api/sessions/{id}/draft`: an agent as its form stands, to be tried before it is saved; it need not have a name yet. */
export const AgentDraft = AgentInput.extend({ name: z.union([z.literal(''), agentInputFields.name]).default('') });
export type AgentDraft = z.input<typeof AgentDraft>;

/** `PUT /api/agents/{id}`: replaces what a person may change and makes a version. `error` is set by the platform only. */
export const AgentReplacement = AgentInput.extend({ status: z.enum(['draft', 'active', 'paused']) });
export type AgentReplacement = z.input<typeof AgentReplacement>;

const agentFields = <T extends z.ZodType>(time: T) => ({
  /** As it was saved: what may be sent today an agent of yesterday need not keep to. */
  name: z.string(),
  icon: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  owner_id: z.string(),
  status: AgentStatus,
  /** Why the platform set `error`: the code that the last of the failed questions ended with. Null in every other state. */
  status_reason: FailureCode.nullable(),
  created_at: time,
  updated_at: time,
  last_run_at: time.nullable(),
  config: AgentConfig,
  run_count: z.number().int().nonnegative(),
  version: z.number().int().positive(),
});

/** So many questions in a row that fail because of the configuration set `error`. */
export const MAX_CONFIGURATION_FAILURES = 3;

/** One of `AgentDocument.failures`. */
export const configurationFailure = (version: number, messageId: string): string => `${String(version)}:${messageId}`;

/**
 * `agents/{agent_id}`. `failures`: the questions that failed because of the configuration since one succeeded, each with the version that answered it; see
 * `configurationFailure`. Only those of the present version count.
 * `file_ids`: the own files that any version refers to.
 */
export const AgentDocument = z.object({
  ...agentFields(DocumentTime),
  failures: z.array(z.string()).default([]),
  file_ids: z.array(z.string()).default([]),
});
export type AgentDocument = z.infer<typeof AgentDocument>;

/** An agent in the API. */
export const Agent = z.object({ id: AgentId, ...agentFields(WireTime) });
export type Agent = z.infer<typeof Agent>;

/** `GET /api/agents`: own agents, newest first. `q`: words that must all occur in name, description or tags. `cursor`: the `next` of the page before. */
export const AgentsQuery = z.strictObject({
  q: z.string().max(MAX_SEARCH_LENGTH).default(''),
  status: AgentStatus.optional(),
  tag: z.string().max(AGENT_TEXT_LIMITS.tag).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.[0-9A-Za-z]{20}$/, 'is not one this list gave')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AgentsQuery = z.output<typeof AgentsQuery>;

/** `total`: how many match, on all pages. `tags`: all tags of the person's agents, whatever the filter, each once. */
export const AgentList = z.object({
  agents: z.array(Agent),
  total: z.number().int(),
  tags: z.array(z.string()),
  next: z.string().optional(),
});
export type AgentList = z.infer<typeof AgentList>;

/** A person may leave `error` only by a save, which clears it; that is why no row leads into `error`. */
export const AGENT_MOVES: Readonly<Record<AgentStatus, readonly AgentStatus[]>> = {
  draft: ['draft', 'active'],
  active: ['active', 'paused'],
  paused: ['paused', 'active'],
  error: ['draft', 'active', 'paused'],
};

/** Whether the owner may open sessions on, and send questions to, an agent in this state. */
export const isAgentUsable = (status: AgentStatus): boolean => status === 'draft' || status === 'active';
