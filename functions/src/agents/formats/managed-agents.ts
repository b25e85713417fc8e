import { AgentInput, type AgentTool, type ImportWarning, LeftOutFiles, type PortableAgent, PortableConfigInput } from '@oma/contract';
import * as z from 'zod';
import { fieldErrors } from '../../http/problem.ts';
import { checkedAgent } from './checked-agent.ts';
import type { Here, Reading, Written } from './format-reading.ts';
import { importWarning } from './import-warning.ts';
import { leftOutField, missingFiles } from './left-out-files.ts';
import { findModel } from './model-family.ts';
import { packMetadata, unpackMetadata } from './packed-metadata.ts';
import { parseJson } from './parse-json.ts';
import { shorten } from './shorten.ts';
import { claudeTools, groupsOf, sameTools } from './tool-groups.ts';

const TOOLSET = 'agent_toolset_20260401';

/** What the format has no place for, in `metadata`. `shown_model`: what `model` said when the file was made; while it still says so, `config.model` counts. */
const Ours = z.strictObject({
  icon: AgentInput.shape.icon,
  tags: AgentInput.shape.tags,
  config: PortableConfigInput.omit({ instructions: true }),
  left_out: LeftOutFiles,
  shown_model: z.string(),
});

/**
 * The body of `POST /v1/agents` of Claude Managed Agents.
 *
 * | Here                                                       | There                                                                                 |
 * | ---------------------------------------------------------- | ------------------------------------------------------------------------------------- |
 * | `name`, `description`                                      | the same                                                                              |
 * | `instructions`                                             | `system`                                                                              |
 * | `tools`                                                    | the toolset with everything off but read, glob, grep · write, edit · bash; none: `[]` |
 * | `model`                                                    | `model`; null is there the first one that is offered here, for it must be named       |
 * | icon, tags, temperature, length, hosts, budgets, the exact model | `metadata.oh_my_agent_…`, as JSON in pieces that fit                            |
 *
 * On the way back what stands in `metadata` counts as far as the fields beside it still say the same: nothing is lost on the way through our own file, and
 * what somebody changed in it is what counts.
 */
export function writeManagedAgents(agent: PortableAgent, { settings, ...written }: Written): string {
  const { name, description, icon, tags } = agent;
  const { instructions, ...config } = agent.config;
  const offered = settings.models.find(({ enabled }) => enabled) ?? settings.models[0];
  const model = config.model ?? offered?.id ?? '';
  const enabled = claudeTools(config.tools).map((tool) => ({ name: tool.toLowerCase(), enabled: true }));
  const body = {
    name,
    model,
    description,
    system: instructions,
    tools: enabled.length === 0 ? [] : [{ type: TOOLSET, default_config: { enabled: false }, configs: enabled }],
    metadata: packMetadata({ icon, tags, config, shown_model: model, ...leftOutField(written) } satisfies z.output<typeof Ours>),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

const Switch = z.object({ enabled: z.boolean().nullish(), permission_policy: z.object({ type: z.string() }).nullish() });
const AnyTool = z.object({
  type: z.string(),
  default_config: Switch.nullish(),
  configs: z.array(Switch.extend({ name: z.string() })).nullish(),
});

/** What we read. Whatever an answer of the API has beside it, ids and times, belongs to the platform it came from. */
const Theirs = z.object({
  name: z.string().trim().min(1),
  model: z.union([z.string(), z.object({ id: z.string(), speed: z.string().nullish(), effort: z.unknown().optional() })]),
  description: z.string().nullish(),
  system: z.string().nullish(),
  tools: z.array(AnyTool).nullish(),
  mcp_servers: z.array(z.unknown()).nullish(),
  skills: z.array(z.unknown()).nullish(),
  multiagent: z.unknown().optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
type Theirs = z.output<typeof Theirs>;

/** Every tool of the toolset, by its name there. */
const THERE = ['bash', 'read', 'write', 'edit', 'glob', 'grep', 'web_fetch', 'web_search'];

/** Reads an agent of Claude Managed Agents: what `POST /v1/agents` takes, or what the API answers. See `writeManagedAgents` for what becomes what. */
export function readManagedAgents(content: string, here: Here): Reading {
  const json = parseJson(content);
  if (!json.ok) return json;
  const parsed = Theirs.safeParse(json.value);
  if (!parsed.success) return { ok: false, error: fieldErrors(parsed.error) };
  const theirs = parsed.data;
  const packed = unpackMetadata(theirs.metadata ?? {});
  const ours = packed.ours === null ? null : Ours.safeParse(packed.ours);
  if (ours?.success === false)
    return { ok: false, error: fieldErrors(ours.error).map(({ path, message }) => ({ path: `metadata.${path}`, message })) };
  const own = ours?.data ?? null;

  const warnings = [...leftOut(theirs, packed.others), ...missingFiles(own?.left_out)];
  const [name, description] = [shorten('name', theirs.name), shorten('description', theirs.description ?? '')];
  warnings.push(...name.warnings, ...description.warnings);
  const tools = toolsIn(theirs, own, warnings);
  const model = modelIn(theirs, own, here, warnings);
  const kept = own === null ? {} : { icon: own.icon, tags: own.tags };
  const config = { ...own?.config, tools, model, instructions: theirs.system ?? '' };
  return checkedAgent({ ...kept, name: name.text, description: description.text, config }, warnings, { 'config.instructions': 'system' });
}

function leftOut({ model, mcp_servers, skills, multiagent }: Theirs, metadata: readonly string[]): ImportWarning[] {
  const has: Readonly<Record<string, boolean>> = {
    mcp_servers: (mcp_servers ?? []).length > 0,
    skills: (skills ?? []).length > 0,
    multiagent: multiagent !== undefined && multiagent !== null,
    'model.speed': typeof model === 'object' && typeof model.speed === 'string' && model.speed !== 'standard',
    'model.effort': typeof model === 'object' && model.effort !== undefined && model.effort !== null,
  };
  const paths = [...Object.keys(has).filter((path) => has[path]), ...metadata.map((key) => `metadata.${key}`)];
  return paths.map((path) => importWarning(path, 'left_out'));
}

function toolsIn({ tools }: Theirs, own: z.output<typeof Ours> | null, warnings: ImportWarning[]): AgentTool[] {
  const said: ImportWarning[] = [];
  const names = (tools ?? []).flatMap(({ type, default_config, configs }, index) => {
    const path = `tools.${index}`;
    if (!/^agent_toolset_\d+$/.test(type)) {
      said.push(importWarning(path, 'left_out', type));
      return [];
    }
    const policies = [default_config, ...(configs ?? [])].map((one) => one?.permission_policy?.type ?? 'always_allow');
    if (policies.some((policy) => policy !== 'always_allow')) said.push(importWarning(path, 'runs_without_asking'));
    const unknown = (configs ?? []).filter(({ name, enabled }) => enabled !== false && !THERE.includes(name)).map(({ name }) => name);
    const isOn = (tool: string): boolean => configs?.findLast(({ name }) => name === tool)?.enabled ?? default_config?.enabled ?? true;
    return [...THERE.filter(isOn), ...unknown];
  });
  const found = groupsOf(names, 'tools');
  warnings.push(...said);
  if (own !== null && sameTools(found.tools, own.config.tools)) return own.config.tools;
  warnings.push(...found.warnings);
  return found.tools;
}

function modelIn({ model }: Theirs, own: z.output<typeof Ours> | null, { settings }: Here, warnings: ImportWarning[]): string | null {
  const named = typeof model === 'string' ? model : model.id;
  if (own !== null && named === own.shown_model) return own.config.model;
  const found = findModel(named, settings);
  if (found.warning !== null) warnings.push(found.warning);
  return found.model;
}
