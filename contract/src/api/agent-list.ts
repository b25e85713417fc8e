import { AgentList, AgentsQuery } from '../agent.ts';
import { BARE, operation } from './operation.ts';

/** Apart from the other calls of `agentApi`: a page that only lists agents brings no more. */
export const listAgents = operation({
  ...BARE,
  method: 'GET',
  path: '/api/agents',
  access: 'member',
  summary: 'The own agents, newest first, page by page; with these words, in this state, with this tag.',
  query: AgentsQuery,
  answers: { 200: AgentList },
});
