import { type Agent, agentChanges, AgentInput } from '@oma/contract';
import { readAgents } from '../data/agent-list.ts';
import { createAgent } from '../data/agents.ts';

/** How many of the newest agents are searched for one whose making got no answer. */
const LOOKED_AT = 5;

/** Makes an agent. `mayBeMade`: an earlier try got no answer, so that one with this content may be there; it is taken then. Throws `ApiError`. */
export async function makeAgent(input: AgentInput, mayBeMade: boolean): Promise<Agent> {
  return (mayBeMade ? await findMade(input) : undefined) ?? (await createAgent(input));
}

async function findMade(input: AgentInput): Promise<Agent | undefined> {
  const { agents } = await readAgents({}, { limit: LOOKED_AT });
  const stored = { ...AgentInput.parse(input), status: 'draft' as const };
  return agents.find((agent) => agent.version === 1 && agentChanges(agent, stored).length === 0);
}
