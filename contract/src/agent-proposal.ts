import * as z from 'zod';
import { type AgentChange, agentChanges, type AgentField } from './agent-changes.ts';
import { AGENT_ICONS } from './agent-icon.ts';
import { agentConfigFields, agentInputFields } from './agent.ts';
import type { AgentWriting } from './agent-writing.ts';
import { DocumentTime } from './time.ts';

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
  .refine((proposal) => Object.values(proposal).some((value: unknown) => value !== undefined), 'must propose something');
export type AgentProposal = z.infer<typeof AgentProposal>;

/** `…/{mid}.reply/proposals/{id}`: the id is that of the tool's use, so the answer's parts show where it belongs. It is a proposal for ever: nothing is stored of what its person does with it. */
export const ProposalDocument = z.object({ proposal: AgentProposal, created_at: DocumentTime });
export type ProposalDocument = z.infer<typeof ProposalDocument>;

/** What a form may hold in the fields that can be proposed; of an icon any, for one of yesterday need not be among those of today. */
export type ProposedValues = { [Field in keyof AgentProposal]?: Field extends 'icon' ? string | undefined : AgentProposal[Field] };

/** What the form holds in the fields that can be proposed. */
export const proposedValues = ({ name, icon, description, tags, config }: AgentWriting): Required<ProposedValues> => ({
  name,
  icon,
  description,
  tags,
  instructions: config.instructions,
  tools: config.tools,
  ...config.budget,
});

/** The form with these values; of these fields only where some are named. What is undefined stays as it is. */
export function withProposal(writing: AgentWriting, values: ProposedValues, fields: readonly AgentField[] | null = null): AgentWriting {
  const given = Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]: [string, unknown]) => value !== undefined && (fields === null || fields.some((one) => one === field)),
    ),
  );
  const { instructions, tools, turn_usd, day_usd, ...texts }: Required<ProposedValues> = { ...proposedValues(writing), ...given };
  return { ...writing, ...texts, config: { ...writing.config, instructions, tools, budget: { turn_usd, day_usd } } };
}

/** What a proposal would change in the form as it stands, in the order of the form. */
export const proposalChanges = (writing: AgentWriting, proposal: AgentProposal): AgentChange[] =>
  agentChanges(writing, withProposal(writing, proposal));
