import { Agent, type AgentStatus, READY_MADE_AGENTS, type ReadyMadeAgent, readyMadeInput } from '@oma/contract';
import type { Person } from './person.ts';

const [ANALYST, REPORTER, CODER] = READY_MADE_AGENTS;

/** The agent that the demo's conversations are held with. */
export const makeAnalyst = (member: Person): Promise<Agent> => makeAgent(member, ANALYST, ['active']);

/** Two agents more, so that a page shows every state a person can choose. */
export async function makeOtherAgents(member: Person): Promise<void> {
  await makeAgent(member, REPORTER, []);
  await makeAgent(member, CODER, ['active', 'paused']);
}

/** Makes a draft of a ready-made agent and moves it along the states, each move a save. */
async function makeAgent(member: Person, readyMade: ReadyMadeAgent, states: readonly Exclude<AgentStatus, 'error'>[]): Promise<Agent> {
  const input = readyMadeInput(readyMade, 'ko');
  let agent = Agent.parse(await member.api('POST', '/api/agents', input));
  for (const status of states)
    agent = Agent.parse(
      await member.api('PUT', `/api/agents/${agent.id}`, { ...input, status }, { 'if-match': `"${String(agent.version)}"` }),
    );
  return agent;
}
