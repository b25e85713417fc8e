import * as z from 'zod';
import { type Agent, type AgentInput, AgentReplacement, AgentTool, DEFAULT_CONFIG } from './agent.ts';
import { ReferenceFile } from './reference-file.ts';
import { WireTime } from './time.ts';

/** What the form of an agent holds while somebody writes: every field, finished or not. `AgentReplacement` says whether it can be saved. */
export const AgentWriting = z.object({
  name: z.string(),
  icon: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  status: AgentReplacement.shape.status,
  config: z.object({
    model: z.string().nullable(),
    temperature: z.number().nullable(),
    max_tokens: z.number().nullable(),
    instructions: z.string(),
    tools: z.array(AgentTool),
    allowed_hosts: z.array(z.string()),
    files: z.array(ReferenceFile).default([]),
    budget: z.object({ turn_usd: z.number().nullable(), day_usd: z.number().nullable() }),
  }),
});
export type AgentWriting = z.infer<typeof AgentWriting>;

/** The empty form. */
export const BLANK_WRITING: AgentWriting = { name: '', icon: 'bot', description: '', tags: [], status: 'draft', config: DEFAULT_CONFIG };

/** The form of an agent that is there, or of one of its versions. A save clears `error`, and without another choice the agent is a draft then. */
export const writingOf = ({
  name,
  icon,
  description,
  tags,
  config,
  status,
}: Pick<Agent, 'name' | 'icon' | 'description' | 'tags' | 'config' | 'status'>): AgentWriting => ({
  name,
  icon,
  description,
  tags,
  config,
  status: status === 'error' ? 'draft' : status,
});

/** What makes a new agent of a form; its state is chosen once it is there. */
export const inputOf = ({ name, icon, description, tags, config }: AgentWriting): AgentInput => ({ name, icon, description, tags, config });

/**
 * A form that was not saved. `id`: of the writing, so that two windows keep theirs beside each other. `version`: the one it began from; 0 for an agent that is
 * not made yet. `asks`: it was carried over to that version from an earlier one, and what it changes there was not looked at yet. `isReady`: the person asked to
 * have the agent made of it as soon as there is access.
 */
export const KeptWriting = z.object({
  id: z.string(),
  writing: AgentWriting,
  version: z.number().int().nonnegative(),
  asks: z.boolean().default(false),
  at: WireTime,
  isReady: z.boolean(),
});
export type KeptWriting = z.infer<typeof KeptWriting>;
