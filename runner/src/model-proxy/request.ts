import { type AgentTool, CLAUDE_TOOLS, type RunAgent } from '@oma/contract';
import * as z from 'zod';
import { type PlaceOfWork, SYSTEM_PROMPT_PLACE, systemPrompt } from '../claude/system-prompt.ts';

/** Kept for five minutes, whatever was asked: an hour costs twice the input, and is not what the budgets count with. */
const cache_control = z
  .unknown()
  .transform((given) => (given === undefined || given === null ? undefined : { type: 'ephemeral' as const }))
  .optional();
/** Only what is inside the request itself: a URL or a file would let the provider's servers fetch for the agent. */
const source = z.union([
  z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
  z.object({ type: z.literal('text'), media_type: z.string(), data: z.string() }),
]);
const text = z.object({ type: z.literal('text'), text: z.string(), cache_control, citations: z.unknown().optional() });
const image = z.object({ type: z.literal('image'), source, cache_control });
const document = z.object({
  type: z.literal('document'),
  source,
  title: z.string().nullish(),
  context: z.string().nullish(),
  cache_control,
});
const reference = z.object({ type: z.literal('tool_reference'), tool_name: z.string(), cache_control });
const block = z.union([
  text,
  image,
  document,
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.object({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.unknown(),
    cache_control,
    caller: z.unknown().optional(),
  }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    is_error: z.boolean().optional(),
    cache_control,
    content: z.union([z.string(), z.array(z.union([text, image, document, reference]))]).optional(),
  }),
]);

/** Tools that this side runs. Whatever has a type of its own would run at the provider, with a network. */
const tool = z.object({
  type: z.literal('custom').optional(),
  name: z.string(),
  description: z.string().optional(),
  input_schema: z.unknown(),
  cache_control,
  strict: z.boolean().optional(),
  defer_loading: z.boolean().optional(),
  eager_input_streaming: z.boolean().optional(),
  input_examples: z.unknown().optional(),
});

/** What may reach the model. Fields not named here are dropped; blocks and tools not named here are refused. */
export const ModelRequest = z.object({
  model: z.string(),
  max_tokens: z.number().int().positive().optional(),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant', 'system']), content: z.union([z.string(), z.array(block)]) })),
  system: z.union([z.string(), z.array(text)]).optional(),
  tools: z.array(tool).optional(),
  tool_choice: z.unknown().optional(),
  temperature: z.number().optional(),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  thinking: z.unknown().optional(),
  context_management: z.unknown().optional(),
  output_config: z.unknown().optional(),
});
export type ModelRequest = z.infer<typeof ModelRequest>;

/** The request as the agent's configuration wants it, whatever Claude Code asked for. */
export function asConfigured(request: ModelRequest, agent: RunAgent, place: PlaceOfWork): ModelRequest {
  const { config } = agent;
  const { max_tokens: asked, thinking, system, tools, ...rest } = request;
  const limit = config.max_tokens ?? asked;
  return {
    ...rest,
    ...(tools === undefined ? {} : { tools: tools.filter(({ name }) => isGiven(name, config.tools)) }),
    ...(system === undefined ? {} : { system: withPrompt(system, systemPrompt(agent, place)) }),
    temperature: undefined,
    model: config.model,
    ...(limit === undefined ? {} : { max_tokens: asked === undefined ? limit : Math.min(asked, limit) }),
    // With a temperature the model does not think; with thinking the provider takes no other temperature than its own.
    ...(config.temperature === null ? (thinking === undefined ? {} : { thinking }) : { temperature: config.temperature }),
  };
}

/** Claude Code goes on offering the tools a conversation began with; those the agent has been denied since are left out. */
const isGiven = (name: string, given: readonly AgentTool[]): boolean =>
  !Object.values(CLAUDE_TOOLS).some((tools) => tools.includes(name)) || given.some((tool) => CLAUDE_TOOLS[tool].includes(name));

function withPrompt(system: NonNullable<ModelRequest['system']>, prompt: string): NonNullable<ModelRequest['system']> {
  // A function as replacement: a `$` in the instructions is a `$`.
  const fill = (words: string): string => words.replace(SYSTEM_PROMPT_PLACE, () => prompt);
  return typeof system === 'string' ? fill(system) : system.map((one) => ({ ...one, text: fill(one.text) }));
}

/** Beta features that change how the model answers, not what it may reach. */
const ALLOWED_BETAS = [
  /^claude-code-/,
  /^interleaved-thinking-/,
  /^fine-grained-tool-streaming-/,
  /^context-management-/,
  /^prompt-caching-/,
  /^effort-/,
  /^token-efficient-/,
  /^extended-cache-/,
  /^context-1m-/,
  /^thinking-/,
  /^advanced-tool-use-/,
  /^tool-search-/,
  /^mid-conversation-/,
  /^redact-thinking-/,
  /^structured-outputs-/,
];

export const allowedBetas = (header: string | undefined): string =>
  (header ?? '')
    .split(',')
    .map((beta) => beta.trim())
    .filter((beta) => ALLOWED_BETAS.some((allowed) => allowed.test(beta)))
    .join(',');
