import * as z from 'zod';
import { AgentTests, AgentTestsAnswer, TestRun, TestRunInput, TestRunList } from '../agent-test.ts';
import { AgentId, DocumentId } from '../ids.ts';
import { BARE, operation } from './operation.ts';

const OneAgent = z.object({ id: AgentId });
const OneRun = OneAgent.extend({ run: DocumentId });

/** The tests of an agent: prompts with what is expected of the answers, and runs of them. */
export const agentTestApi = {
  read: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents/{id}/tests',
    access: 'member',
    summary: 'The tests of an agent, what part of them must pass before it is put to work, and what an attempt of each will cost.',
    params: OneAgent,
    answers: { 200: AgentTestsAnswer },
  }),
  replace: operation({
    ...BARE,
    method: 'PUT',
    path: '/api/agents/{id}/tests',
    access: 'member',
    summary: 'Replaces all tests of an agent. They are not part of its versions; runs keep the tests as they were.',
    params: OneAgent,
    body: AgentTests,
    answers: { 200: AgentTestsAnswer },
  }),
  start: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents/{id}/test-runs',
    access: 'member',
    summary:
      'Asks each test so many times of what is saved, and of a draft beside it where one is given, each time in a conversation of its own that is left out of the statistics. Never spends more than the budget.',
    params: OneAgent,
    body: TestRunInput,
    answers: { 202: TestRun },
    problems: ['conflict'],
  }),
  list: operation({
    ...BARE,
    method: 'GET',
    path: '/api/agents/{id}/test-runs',
    access: 'member',
    summary: 'The newest twenty runs of the tests, newest first.',
    params: OneAgent,
    answers: { 200: TestRunList },
  }),
  stop: operation({
    ...BARE,
    method: 'POST',
    path: '/api/agents/{id}/test-runs/{run}/stop',
    access: 'member',
    summary: 'Stops a run of tests: what waits is left, what works is stopped. What has ended stays.',
    params: OneRun,
    answers: { 202: TestRun },
    problems: ['conflict'],
  }),
} as const;
