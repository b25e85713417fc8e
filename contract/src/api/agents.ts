import * as z from 'zod';
import { Agent, AgentInput, AgentList, AgentReplacement } from '../agent.ts';
import { AgentId } from '../ids.ts';
import { BARE, operation } from './operation.ts';

const OneAgent = z.object({ id: AgentId });

/** The person's agents. */
export const agentApi = {
  list: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents',
    access: 'member',
    summary: 'The own agents, newest first, page by page.',
    query: z.strictObject({ cursor: AgentId.optional() }),
    answers: { 200: AgentList },
  }),
  create: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents',
    access: 'member',
    summary: 'Makes an agent as a draft; only its name is required.',
    body: AgentInput,
    answers: { 201: Agent },
    versioning: 'shown',
  }),
  read: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents/{id}',
    access: 'member',
    summary: 'One agent with its newest version.',
    params: OneAgent,
    answers: { 200: Agent },
    versioning: 'shown',
  }),
  replace: operation({
    ...BARE,
    method: 'PUT',
    path: '/api/agents/{id}',
    access: 'member',
    summary: 'Saves a new version, if the one that was edited is still the newest.',
    params: OneAgent,
    body: AgentReplacement,
    answers: { 200: Agent },
    versioning: 'edited',
    problems: ['conflict'],
  }),
} as const;
