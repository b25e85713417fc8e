import { Agent, type AgentDocument, toWire } from '@oma/contract';

/** An agent as the API shows it: the schema drops what is the platform's own. */
export const agentAnswer = (id: string, agent: AgentDocument): Agent => Agent.parse({ id, ...toWire(agent) });
