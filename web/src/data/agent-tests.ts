import { type AgentTests, agentTestApi, paths, TestRun, TestRunDocument, type TestRunInput, toWire } from '@oma/contract';
import { callApi } from './api.ts';
import type { Listening } from './listening.ts';
import { watchOne } from './watch-one.ts';

export const readAgentTests = (id: string) => callApi(agentTestApi.read, { params: { id } });

/** Replaces all tests of an agent. */
export const replaceAgentTests = (id: string, tests: AgentTests) => callApi(agentTestApi.replace, { params: { id }, body: tests });

export const startTestRun = (id: string, input: TestRunInput) => callApi(agentTestApi.start, { params: { id }, body: input });

export const listTestRuns = (id: string) => callApi(agentTestApi.list, { params: { id } });

export const stopTestRun = (id: string, run: string) => callApi(agentTestApi.stop, { params: { id, run } });

/** A run of tests as it changes. `null`: it is gone; without a connection that is not known, and nothing is told. */
export const watchTestRun = (agentId: string, runId: string, listening: Listening<TestRun | null>): Promise<() => void> =>
  watchOne(paths.testRun(agentId, runId), (data) => TestRun.parse({ id: runId, ...toWire(TestRunDocument.parse(data)) }), listening);
