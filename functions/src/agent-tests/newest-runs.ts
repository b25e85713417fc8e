import { TestRun, type TestRunDocument, toWire } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { contentOf, fingerprintOf } from './fingerprint.ts';

const NEWEST = 20;
/** So many versions are looked through for the one that a draft became. */
const VERSIONS = 50;

export type KnownRun = { id: string; run: TestRunDocument };

/** The newest runs of an agent's tests, newest first. Whose agent it is was asked before. */
export async function newestRuns(documents: Documents, agentId: string): Promise<KnownRun[]> {
  const found = await documents.testRuns(agentId).orderBy('created_at', 'desc').limit(NEWEST).get();
  return found.docs.map((document) => ({ id: document.id, run: document.data() }));
}

/** A run as the API shows it: the schema drops what is the platform's own. */
export const testRunAnswer = (id: string, run: TestRunDocument): TestRun => TestRun.parse({ id, ...toWire(run) });

/** The newest runs, where a draft that was saved since has the number of its version. */
export async function listTestRuns(documents: Documents, agentId: string): Promise<TestRun[]> {
  const [runs, versions] = await Promise.all([
    newestRuns(documents, agentId),
    documents.agentVersions(agentId).orderBy('version', 'desc').limit(VERSIONS).get(),
  ]);
  const saved = versions.docs.map((document) => document.data());
  const numbers = new Map(saved.map((version) => [fingerprintOf(contentOf(version)), version.version]));
  return runs.map(({ id, run }) => {
    const shown = testRunAnswer(id, run);
    return { ...shown, sides: shown.sides.map((side) => ({ ...side, version: side.version ?? numbers.get(side.fingerprint) ?? null })) };
  });
}
