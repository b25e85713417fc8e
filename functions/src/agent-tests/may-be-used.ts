import { type AgentTestsDocument, type FailureCode, scoreOf, type TestRunDocument } from '@oma/contract';
import type { Documents } from '../firestore/documents.ts';
import { type Content, contentOf, fingerprintOf } from './fingerprint.ts';
import { readTests } from './keep-tests.ts';
import { newestRuns } from './newest-runs.ts';

/**
 * Whether an agent with this content may be put to work: nothing asks for tests, or the newest run that asked exactly this content exactly these tests, to its
 * end and without a fault of the platform, has passed as much as is asked for.
 */
export async function mayBeUsed(documents: Documents, agentId: string, content: Content): Promise<boolean> {
  const required = await readTests(documents, agentId);
  if (required.required_rate === null || required.tests.length === 0) return true;
  const fingerprint = fingerprintOf(contentOf(content));
  const runs = await newestRuns(documents, agentId);
  const newest = runs.find(({ run }) => hasTested(run, fingerprint, required.tests));
  return newest !== undefined && rateOf(newest.run, fingerprint) >= required.required_rate;
}

/** Why a question failed that says nothing about the agent it was asked of. */
const NOT_THE_AGENT: readonly FailureCode[] = [
  'launch_failed',
  'run_lost',
  'model_overloaded',
  'internal',
  'not_accepting',
  'revoked',
  'rate_limited',
];

const hasTested = (run: TestRunDocument, fingerprint: string, tests: AgentTestsDocument['tests']): boolean =>
  run.state === 'done' &&
  run.sides.some((side) => side.fingerprint === fingerprint) &&
  JSON.stringify(run.tests) === JSON.stringify(tests) &&
  run.attempts.every(({ state, error }) => state === 'ended' && (error === null || !NOT_THE_AGENT.includes(error)));

/** The part of all attempts of that content that passed. */
function rateOf(run: TestRunDocument, fingerprint: string): number {
  const sides = run.sides.filter((side) => side.fingerprint === fingerprint);
  const asked = run.attempts.filter(({ side }) => sides.some((one) => one.side === side));
  const passed = sides.reduce((sum, { side }) => sum + scoreOf(run.attempts, side).passed, 0);
  return asked.length === 0 ? 0 : passed / asked.length;
}
