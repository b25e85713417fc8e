import * as z from 'zod';
import { type AgentChange, agentChanges } from './agent-changes.ts';
import { AGENT_ICONS } from './agent-icon.ts';
import { agentConfigFields, agentInputFields } from './agent.ts';
import type { AgentWriting } from './agent-writing.ts';
import { DocumentTime } from './time.ts';

/** Where the model finds the tool, and the tool: by both Claude Code names it. */
export const PROPOSE_SERVER = 'form';
export const PROPOSE_NAME = 'propose_agent';
/** The tool that puts a proposal for the form of an agent before its person. */
export const PROPOSE_TOOL = `mcp__${PROPOSE_SERVER}__${PROPOSE_NAME}`;

/** So often may be proposed in one turn. */
export const MAX_PROPOSALS = 20;

/** The fields of the form that may be proposed, under the names and with the limits they have there. What is left out stays as it is. */
export const agentProposalFields = {
  name: agentInputFields.name.optional(),
  icon: z.enum(AGENT_ICONS).optional(),
  description: agentInputFields.description.optional(),
  tags: agentInputFields.tags.optional(),
  instructions: agentConfigFields.instructions.optional(),
  tools: agentConfigFields.tools.optional(),
  turn_usd: agentConfigFields.budget.shape.turn_usd.optional(),
  day_usd: agentConfigFields.budget.shape.day_usd.optional(),
};

/** What Claude proposes for the form of an agent: some of its fields, at least one. Nothing else can be proposed. */
export const AgentProposal = z
  .strictObject(agentProposalFields)
  .refine((proposal) => Object.values(proposal).some((value) => value !== undefined), 'must propose something');
export type AgentProposal = z.infer<typeof AgentProposal>;
export type ProposedField = keyof AgentProposal;

/** `…/{mid}.reply/proposals/{id}`: the id is that of the tool's use, so the answer's parts show where it belongs. It is a proposal for ever: nothing is stored of what its person does with it. */
export const ProposalDocument = z.object({ proposal: AgentProposal, created_at: DocumentTime });
export type ProposalDocument = z.infer<typeof ProposalDocument>;

/** The form with what is proposed for these fields; for all where none are named. */
export function withProposal(writing: AgentWriting, proposal: AgentProposal, fields: readonly ProposedField[] | null = null): AgentWriting {
  const taken = Object.fromEntries(Object.entries(proposal).filter(([field]) => fields === null || fields.some((one) => one === field)));
  const { name, icon, description, tags, instructions, tools, turn_usd, day_usd }: AgentProposal = taken;
  const { config } = writing;
  return {
    ...writing,
    name: name ?? writing.name,
    icon: icon ?? writing.icon,
    description: description ?? writing.description,
    tags: tags ?? writing.tags,
    config: {
      ...config,
      instructions: instructions ?? config.instructions,
      tools: tools ?? config.tools,
      budget: {
        turn_usd: turn_usd === undefined ? config.budget.turn_usd : turn_usd,
        day_usd: day_usd === undefined ? config.budget.day_usd : day_usd,
      },
    },
  };
}

/** What a proposal would change in the form as it stands, in the order of the form. */
export const proposalChanges = (writing: AgentWriting, proposal: AgentProposal): AgentChange[] =>
  agentChanges(writing, withProposal(writing, proposal));
