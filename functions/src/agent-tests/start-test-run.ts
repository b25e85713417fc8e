import { AGENT_TEST_LIMITS, expectedUsd, type Result, type TestRunDocument, type TestRunInput, type TestSide } from '@oma/contract';
import type * as z from 'zod';
import { readAgent } from '../agents/read-agent.ts';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { advanceTestRun, attemptsOf } from './advance-test-run.ts';
import { contentOf, fingerprintOf } from './fingerprint.ts';
import { readTests } from './keep-tests.ts';
import { newestRuns } from './newest-runs.ts';
import { draftTimesAsDear, leastOf, testCosts } from './test-costs.ts';
import { worstBytes } from './worst-bytes.ts';

/** `no_tests`: there is nothing to ask. `working`: another run of this agent's tests is under way. `too_many`: more attempts, or more to note of them, than one run may have. */
export type StartRefusal = 'not_found' | 'no_tests' | 'working' | 'too_many';

/** A document holds a little more. */
const MOST_BYTES = 900_000;

/** Begins a run of an own agent's tests. What is asked is kept with it: neither a save nor a change of the tests changes a run that is under way. */
export async function startTestRun(
  deps: RunDeps,
  given: { uid: string; agentId: string; input: z.output<typeof TestRunInput> },
): Promise<Result<{ id: string; run: TestRunDocument }, StartRefusal>> {
  const { documents } = deps;
  const { uid, agentId, input } = given;
  const [agent, { tests }, settings, runs] = await Promise.all([
    readAgent(documents, uid, agentId),
    readTests(documents, agentId),
    deps.settings.read(),
    newestRuns(documents, agentId),
  ]);
  if (agent === null) return { ok: false, error: 'not_found' };
  if (tests.length === 0) return { ok: false, error: 'no_tests' };
  const saved = contentOf(agent);
  const contents = { saved, ...(input.draft === undefined ? {} : { draft: contentOf(input.draft) }) };
  const sides: TestSide[] = input.draft === undefined ? ['saved'] : ['saved', 'draft'];
  const attempts = attemptsOf(tests, sides, input.times);
  if (attempts.length > AGENT_TEST_LIMITS.attempts) return { ok: false, error: 'too_many' };
  const known = runs.map(({ run }) => run);
  const costs = testCosts(tests, known, saved, settings);
  const timesAsDear = input.draft === undefined ? null : draftTimesAsDear(saved, contentOf(input.draft), settings);
  const run: TestRunDocument = {
    owner_id: uid,
    state: 'working',
    created_at: deps.now(),
    ended_at: null,
    tests,
    sides: sides.map((side) => ({
      side,
      version: side === 'saved' ? agent.version : null,
      fingerprint: fingerprintOf(contents[side] ?? saved),
    })),
    times: input.times,
    budget_usd: input.budget_usd,
    is_open: true,
    expected_usd: expectedUsd(costs, input.times, timesAsDear),
    draft_times_as_dear: timesAsDear ?? 1,
    least_usd: leastOf(Object.values(contents), settings),
    expected_each: Object.fromEntries(costs.map(({ test_id, usd }) => [test_id, usd])),
    spent_usd: 0,
    attempts,
    contents,
  };
  if (worstBytes(run) > MOST_BYTES) return { ok: false, error: 'too_many' };
  const reference = documents.testRuns(agentId).doc();
  const isBegun = await runTransaction(documents.firestore, async (tx) => {
    const [owner, known] = await Promise.all([tx.get(documents.agent(agentId)), tx.get(documents.agentTests(agentId))]);
    const last = known.data()?.run ?? null;
    const isWorking = last !== null && (await tx.get(documents.testRun(agentId, last))).data()?.state === 'working';
    if (owner.data()?.owner_id !== uid || !known.exists) return 'not_found' as const;
    if (isWorking) return 'working' as const;
    tx.update(documents.agentTests(agentId), { run: reference.id });
    tx.create(reference, run);
    return 'begun' as const;
  });
  if (isBegun !== 'begun') return { ok: false, error: isBegun };
  await advanceTestRun(deps, agentId, reference.id);
  const begun = (await reference.get()).data();
  return begun === undefined ? { ok: false, error: 'not_found' } : { ok: true, value: { id: reference.id, run: begun } };
}
