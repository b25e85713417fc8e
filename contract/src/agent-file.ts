import * as z from 'zod';
import { Agent, AgentInput, MAX_REFERENCE_FILES, PortableConfigInput } from './agent.ts';

/**
 * The files an agent can be taken out as and brought back from. `own`: our JSON. `claude-code`: a subagent of Claude Code, Markdown with YAML front matter.
 * `managed-agents`: the JSON that `POST /v1/agents` of Claude Managed Agents takes.
 */
export const AgentFileFormat = z.enum(['own', 'claude-code', 'managed-agents']);
export type AgentFileFormat = z.infer<typeof AgentFileFormat>;

/** What an agent takes along in a file: what a person wrote, nothing of the platform's, and none of its own files. */
export const PortableAgent = AgentInput.extend({ config: PortableConfigInput.prefault({}) });
export type PortableAgent = z.output<typeof PortableAgent>;

/** The names of the agent's own files, which are left out of every format; absent where it has none. */
export const LeftOutFiles = z.array(z.string().max(200)).max(MAX_REFERENCE_FILES).optional();

/** Our own file. */
export const AgentFile = z.strictObject({
  format: z.literal('oh-my-agent'),
  version: z.literal(1),
  agent: PortableAgent,
  left_out: LeftOutFiles,
});
export type AgentFile = z.infer<typeof AgentFile>;

/** `GET /api/agents/{id}/export`. */
export const AgentExportQuery = z.strictObject({ format: AgentFileFormat.default('own') });

/** How long a file may be, in UTF-16 units. */
export const MAX_AGENT_FILE = 256 * 1024;

/** `POST /api/agents/import`. Without a format it is told from the content. */
export const AgentImportInput = z.strictObject({ format: AgentFileFormat.optional(), content: z.string().min(1).max(MAX_AGENT_FILE) });
export type AgentImportInput = z.input<typeof AgentImportInput>;

/** Why something of a file could not be taken over as it stands. */
export const ImportWarningCode = z.enum([
  'left_out',
  'no_such_tool',
  'restriction_dropped',
  'tool_added',
  'runs_without_asking',
  'model_replaced',
  'nothing_to_inherit',
  'shortened',
  'file_not_included',
]);
export type ImportWarningCode = z.infer<typeof ImportWarningCode>;

/**
 * What of a file could not be taken over as it stands, and where it stands. `what`: what the file names there. `instead`: what the agent got; empty for the
 * platform's default or for nothing. `message` says it in English, as all messages of the API.
 */
export const ImportWarning = z.object({
  path: z.string(),
  code: ImportWarningCode,
  what: z.string(),
  instead: z.string(),
  message: z.string(),
});
export type ImportWarning = z.infer<typeof ImportWarning>;

/** The draft that an import made. */
export const ImportedAgent = Agent.extend({ warnings: z.array(ImportWarning) });
export type ImportedAgent = z.infer<typeof ImportedAgent>;
