import { type AgentTests, agentTestApi, paths, TestRun, TestRunDocument, type TestRunInput, toWire } from '@oma/contract';
import { doc, type DocumentSnapshot, onSnapshot } from 'firebase/firestore';
import { callApi } from './api.ts';
import { firestore } from './firestore.ts';
import { type Listening, reading } from './listening.ts';

export const readAgentTests = (id: string) => callApi(agentTestApi.read, { params: { id } });

/** Replaces all tests of an agent. */
export const replaceAgentTests = (id: string, tests: AgentTests) => callApi(agentTestApi.replace, { params: { id }, body: tests });

export const startTestRun = (id: string, input: TestRunInput) => callApi(agentTestApi.start, { params: { id }, body: input });

export const listTestRuns = (id: string) => callApi(agentTestApi.list, { params: { id } });

export const stopTestRun = (id: string, run: string) => callApi(agentTestApi.stop, { params: { id, run } });

/** A run of tests as it changes. `null`: it is gone; without a connection that is not known, and nothing is told. */
export async function watchTestRun(agentId: string, runId: string, listening: Listening<TestRun | null>): Promise<() => void> {
  return onSnapshot(
    doc(await firestore(), paths.testRun(agentId, runId)),
    // What is found absent once the connection is there again differs from what the cache said in its metadata only.
    { includeMetadataChanges: true },
    reading(listening, (snapshot: DocumentSnapshot) => {
      if (snapshot.exists()) return TestRun.parse({ id: runId, ...toWire(TestRunDocument.parse(snapshot.data())) });
      return snapshot.metadata.fromCache ? undefined : null;
    }),
    (error) => listening.onRefused(error.code),
  );
}
