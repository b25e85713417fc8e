import * as z from 'zod';
import { Agent, AgentInput, AgentReplacement } from '../agent.ts';
import { AgentExportQuery, AgentImportInput, ImportedAgent } from '../agent-file.ts';
import { AgentVersion, AgentVersionList, AgentVersionsQuery } from '../agent-version.ts';
import { AgentId } from '../ids.ts';
import { listAgents } from './agent-list.ts';
import { BARE, operation } from './operation.ts';

const OneAgent = z.object({ id: AgentId });
const OneVersion = OneAgent.extend({ version: z.coerce.number().int().positive().max(999_999_999) });

/** The person's agents. */
export const agentApi = {
  list: listAgents,
  create: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents',
    access: 'member',
    summary: 'Makes an agent as a draft; only its name is required.',
    body: AgentInput,
    located: true,
    answers: { 201: Agent },
    versioning: 'shown',
    problems: ['conflict'],
  }),
  importFile: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents/import',
    access: 'member',
    summary: 'Makes a draft from a file of one of three formats, and says what could not be taken over.',
    body: AgentImportInput,
    located: true,
    answers: { 201: ImportedAgent },
    versioning: 'shown',
    problems: ['conflict'],
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
    problems: ['conflict', 'tests_required'],
  }),
  remove: operation({
    ...BARE,
    method: 'DELETE',
    path: '/api/agents/{id}',
    access: 'member',
    summary: 'Deletes an agent with its versions. Its conversations stay readable and take no more questions.',
    params: OneAgent,
    answers: { 204: null },
  }),
  duplicate: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents/{id}/duplicate',
    access: 'member',
    summary: 'Makes a draft with the same content.',
    params: OneAgent,
    located: true,
    answers: { 201: Agent },
    versioning: 'shown',
    problems: ['conflict'],
  }),
  exportFile: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents/{id}/export',
    access: 'member',
    summary: 'The agent as a file of one of three formats.',
    params: OneAgent,
    query: AgentExportQuery,
    answers: { 200: { downloads: ['application/json', 'text/markdown'] } },
  }),
  listVersions: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents/{id}/versions',
    access: 'member',
    summary: 'Every save of an agent, newest first, page by page.',
    params: OneAgent,
    query: AgentVersionsQuery,
    answers: { 200: AgentVersionList },
  }),
  readVersion: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents/{id}/versions/{version}',
    access: 'member',
    summary: 'One save of an agent.',
    params: OneVersion,
    answers: { 200: AgentVersion },
  }),
  restoreVersion: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents/{id}/versions/{version}/restore',
    access: 'member',
    summary: 'Saves the content of an earlier version as a new one, if the version that was seen is still the newest.',
    params: OneVersion,
    answers: { 200: Agent },
    versioning: 'edited',
    problems: ['tests_required'],
  }),
} as const;
