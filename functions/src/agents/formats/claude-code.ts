import { AgentInput, DEFAULT_TOOLS, type ImportWarning, LeftOutFiles, type PortableAgent, PortableConfigInput } from '@oma/contract';
import { stringify } from 'yaml';
import * as z from 'zod';
import { fieldErrors } from '../../http/problem.ts';
import { checkedAgent } from './checked-agent.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { Here, Reading, Written } from './format-reading.ts';
import { importWarning } from './import-warning.ts';
import { leftOutField, missingFiles } from './left-out-files.ts';
import { familyOf, findModel } from './model-family.ts';
import { shorten } from './shorten.ts';
import { slugOf } from './slug.ts';
import { splitTools } from './split-tools.ts';
import { claudeTools, groupsOf, sameTools } from './tool-groups.ts';

/** Where our own fields stand in the front matter. Claude Code passes over keys it does not know. */
const OURS = 'oh-my-agent';

/** Everything but the instructions, which are the body, as they are here. */
const Ours = z.strictObject({ ...AgentInput.shape, config: PortableConfigInput.omit({ instructions: true }), left_out: LeftOutFiles });

/**
 * A subagent of Claude Code: a file for `.claude/agents/`.
 *
 * | Here           | There                                                                                                    |
 * | -------------- | -------------------------------------------------------------------------------------------------------- |
 * | `name`         | `name`, as a slug                                                                                        |
 * | `description`  | `description`; the name where there is none, for Claude Code wants one                                   |
 * | `tools`        | `tools`: `read` = Read, Glob, Grep; `write` = Write, Edit; `shell` = Bash; without the key all           |
 * | `model`        | `model`: `opus`, `sonnet` or `haiku` by family, any other by its id; null = `inherit`                    |
 * | `instructions` | the body                                                                                                 |
 * | all the others | nothing                                                                                                  |
 *
 * All fields stand once more under `oh-my-agent`, word for word. On the way back they count wherever the field of Claude Code still says the same: nothing
 * is lost on the way through our own file, and what somebody changed in it is what counts.
 */
export function writeClaudeCode(agent: PortableAgent, written: Pick<Written, 'leftOut'> = {}): string {
  const { instructions, ...config } = agent.config;
  const tools = claudeTools(config.tools);
  const fields = {
    name: slugOf(agent.name),
    description: descriptionOf(agent),
    tools: tools.length === 0 ? [] : tools.join(', '),
    model: modelWord(config.model),
    [OURS]: { ...agent, config, ...leftOutField(written) } satisfies z.output<typeof Ours>,
  };
  // In quotes, for a block of YAML loses the spaces of text that is white space alone.
  return `---\n${stringify(fields, { lineWidth: 0, blockQuote: false })}---\n\n${instructions}\n`;
}

const descriptionOf = ({ name, description }: Pick<PortableAgent, 'name' | 'description'>): string =>
  description === '' ? name : description;
const modelWord = (model: string | null): string => (model === null ? 'inherit' : (familyOf(model) ?? model));

/** More tools than any agent has. */
const MOST_TOOLS = 1000;

const ToolList = z
  .union([z.string(), z.array(z.string())])
  .transform((tools) => (typeof tools === 'string' ? splitTools(tools) : tools).map((tool) => tool.trim()).filter((tool) => tool !== ''))
  .refine((tools) => tools.length <= MOST_TOOLS, `names more than ${MOST_TOOLS} tools`);

/** What we read of the front matter. The rest is said to be left out. */
const Theirs = z.object({
  name: z.string().trim().min(1),
  description: z.string().default(''),
  tools: ToolList.optional(),
  disallowedTools: ToolList.default([]),
  model: z.string().trim().default('inherit'),
  [OURS]: Ours.optional(),
});
type Theirs = z.output<typeof Theirs>;

/** Reads a subagent of Claude Code, ours or anybody's. See `writeClaudeCode` for what becomes what. */
export function readClaudeCode(content: string, here: Here): Reading {
  const split = splitFrontMatter(content);
  if (!split.ok) return split;
  const { fields, body } = split.value;
  const parsed = Theirs.safeParse(fields);
  if (!parsed.success) return { ok: false, error: fieldErrors(parsed.error) };
  const ours = parsed.data[OURS] ?? null;
  const unknown = Object.keys(fields).filter((key) => !(key in Theirs.shape));
  const { left_out, ...kept } = ours ?? {};
  const warnings = [...unknown.map((key) => importWarning(key, 'left_out')), ...missingFiles(left_out)];
  const [name, description] = [nameIn(parsed.data, ours, warnings), descriptionIn(parsed.data, ours, warnings)];
  const [tools, model] = [toolsIn(parsed.data, ours, warnings), modelIn(parsed.data, ours, here, warnings)];
  const config = { ...ours?.config, tools, model, instructions: instructionsIn(body, ours) };
  return checkedAgent({ ...kept, name, description, config }, warnings, { 'config.instructions': 'body' });
}

type Own = z.output<typeof Ours> | null;

function nameIn({ name }: Theirs, ours: Own, warnings: ImportWarning[]): string {
  if (ours !== null && name === slugOf(ours.name)) return ours.name;
  const short = shorten('name', name);
  warnings.push(...short.warnings);
  return short.text;
}

/** Claude Code keeps a description on one line, and takes `\n` in it for a new one. */
function descriptionIn({ description }: Theirs, ours: Own, warnings: ImportWarning[]): string {
  if (ours !== null && description === descriptionOf(ours)) return ours.description;
  const short = shorten('description', description.replaceAll('\\n', '\n').trim());
  warnings.push(...short.warnings);
  return short.text;
}

function toolsIn({ tools, disallowedTools }: Theirs, ours: Own, warnings: ImportWarning[]): PortableAgent['config']['tools'] {
  const forbidden = new Set(disallowedTools.map((tool) => tool.toLowerCase()));
  const allowed = (tools ?? claudeTools(DEFAULT_TOOLS)).filter((tool) => !forbidden.has(tool.toLowerCase()));
  const found = groupsOf(allowed, 'tools');
  if (ours !== null && sameTools(found.tools, ours.config.tools)) return ours.config.tools;
  warnings.push(...found.warnings);
  return found.tools;
}

function modelIn({ model }: Theirs, ours: Own, { settings }: Here, warnings: ImportWarning[]): string | null {
  if (ours !== null && model === modelWord(ours.config.model)) return ours.config.model;
  if (model === 'inherit') {
    warnings.push(importWarning('model', 'nothing_to_inherit'));
    return null;
  }
  const found = findModel(model, settings);
  if (found.warning !== null) warnings.push(found.warning);
  return found.model;
}

/** Ours stand between one blank line and one line's end. In anybody else's file blank lines around the text mean nothing. */
const instructionsIn = (body: string, ours: Own): string => (ours === null ? body.trim() : body.replace(/^\n/, '').replace(/\n$/, ''));
