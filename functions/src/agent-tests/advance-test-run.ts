import {
  type AgentTest,
  AT_ONCE,
  describeError,
  isEnded,
  newSession,
  type TestAttempt,
  type TestRunDocument,
  type TestSide,
  type TraitResult,
} from '@oma/contract';
import type { Transaction } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import { runTransaction } from '../firestore/run-transaction.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { evaluate, workedMs } from './evaluate.ts';

/** An attempt is begun only where this many times what it is expected to cost is left for it. */
const MARGIN = 1.5;

/** What became of an attempt. */
type Ended = Pick<TestAttempt, 'state' | 'cost_usd' | 'took_ms' | 'error' | 'results' | 'passed'>;

/**
 * Takes a run of tests on by a step: looks at the answers that have ended, and asks what comes next. The budget is kept by what each attempt is given: all that
 * were begun together never may cost more than what was left. May be called at any time, by several at once.
 */
export async function advanceTestRun(deps: RunDeps, agentId: string, id: string): Promise<void> {
  const reference = deps.documents.testRun(agentId, id);
  const before = (await reference.get()).data();
  if (before === undefined) return;
  const ended = new Map<string, Ended>();
  for (const attempt of before.attempts) {
    const end =
      attempt.state === 'working' ? await lookAt(deps, attempt, before.tests).catch((error: unknown) => unreadable(deps, error)) : null;
    if (end !== null && attempt.session_id !== null) ended.set(attempt.session_id, end);
  }
  await runTransaction(deps.documents.firestore, async (tx) => {
    const [found, agent] = await Promise.all([tx.get(reference), tx.get(deps.documents.agent(agentId))]);
    const run = found.data();
    if (run === undefined) return;
    // It goes with its agent, also where whoever deleted that got no further.
    if (!agent.exists) {
      tx.delete(reference);
      return;
    }
    const attempts = run.attempts.map((attempt) => ({
      ...attempt,
      ...(attempt.state === 'working' ? ended.get(attempt.session_id ?? '') : undefined),
    }));
    const spent = attempts.reduce((sum, { cost_usd }) => sum + cost_usd, 0);
    const next = { ...run, attempts, spent_usd: spent };
    if (run.state === 'working') goOn(tx, deps, { agentId, id, run: next });
    next.is_open = next.state === 'working' || next.attempts.some(({ state }) => state === 'working');
    if (JSON.stringify(next) !== JSON.stringify(run)) tx.set(reference, next);
  });
}

/** What became of an attempt; null where its answer is still to come. */
async function lookAt(
  { documents, objects }: RunDeps,
  { session_id, message_id, test_id }: TestAttempt,
  tests: readonly AgentTest[],
): Promise<Ended | null> {
  if (session_id === null || message_id === null) return null;
  const [question, answer, session] = await Promise.all([
    documents.question(session_id, message_id).get(),
    documents.reply(session_id, message_id).get(),
    documents.session(session_id).get(),
  ]);
  const reply = answer.data();
  const test = tests.find(({ id }) => id === test_id);
  // Its person deleted the conversation meanwhile, or took the question back.
  if (!question.exists || !session.exists || test === undefined)
    return { state: 'left', cost_usd: 0, took_ms: 0, error: null, results: [], passed: null };
  if (reply === undefined || !isEnded(reply.status)) return null;
  const told = { cost_usd: reply.cost_usd, took_ms: workedMs(reply), error: reply.error?.code ?? null };
  if (reply.status === 'stopped') return { ...told, state: 'left', results: [], passed: null };
  const results: TraitResult[] = await evaluate(objects, test.traits, { reply, workspace: session.data()?.workspace ?? null });
  return { ...told, state: 'ended', results, passed: results.every(({ ok }) => ok === true) };
}

/** An answer that cannot be looked at now is looked at with the next step, and keeps no other from being looked at. */
function unreadable({ log }: RunDeps, error: unknown): null {
  log('ERROR', 'attempt_not_read', describeError(error));
  return null;
}

type Going = { agentId: string; id: string; run: TestRunDocument };

/** Asks as much as there is room and money for, and ends the run where nothing is left to do. Changes `run`. */
function goOn(tx: Transaction, deps: RunDeps, { agentId, id, run }: Going): void {
  const working = run.attempts.filter(({ state }) => state === 'working');
  const waiting = run.attempts.filter(({ state }) => state === 'waiting');
  let places = AT_ONCE - working.length;
  let free = run.budget_usd - run.spent_usd - working.reduce((sum, { limit_usd }) => sum + limit_usd, 0);
  let begun = working.length;
  for (const attempt of waiting) {
    const content = run.contents[attempt.side];
    if (places <= 0 || content === undefined) break;
    const times = attempt.side === 'draft' ? run.draft_times_as_dear : 1;
    const need = Math.max(run.least_usd, MARGIN * times * (run.expected_each[attempt.test_id] ?? 0));
    if (free < need) break;
    const limit = Math.max(need, free / places);
    begin(tx, deps, { agentId, id, run, attempt, limit });
    free -= limit;
    places -= 1;
    begun += 1;
  }
  if (begun > 0) return;
  const isLeft = waiting.length > 0;
  for (const attempt of waiting) attempt.state = 'left';
  run.state = isLeft ? 'over_budget' : 'done';
  run.ended_at = deps.now();
}

function begin(
  tx: Transaction,
  { documents, now }: RunDeps,
  { agentId, id, run, attempt, limit }: Going & { attempt: TestAttempt; limit: number },
): void {
  const test = run.tests.find((one) => one.id === attempt.test_id);
  const content = run.contents[attempt.side];
  if (test === undefined || content === undefined) return;
  const sessionId = randomUUID();
  const messageId = ulid(now().getTime());
  const { budget } = content.config;
  const turn_usd = Math.min(budget.turn_usd ?? Infinity, limit);
  const session = newSession({
    id: sessionId,
    uid: run.owner_id,
    agentId: null,
    agentVersion: 0,
    kind: 'test',
    testRun: { agent_id: agentId, id },
    now: now(),
  });
  tx.create(documents.session(sessionId), session);
  tx.create(documents.sessionDraft(sessionId), {
    agent: { ...content, config: { ...content.config, budget: { ...budget, turn_usd } } },
    judged: test.traits.flatMap((trait) => (trait.kind === 'judged' ? [trait.words] : [])),
    updated_at: now(),
  });
  tx.create(documents.question(sessionId, messageId), { role: 'user', content: test.prompt, created_at: now(), status: 'queued' });
  Object.assign(attempt, { state: 'working', session_id: sessionId, message_id: messageId, limit_usd: limit });
}

/** The attempts of a run: each test so many times of each side; the sides take turns, so that a run that ends early has asked both. */
export const attemptsOf = (tests: readonly AgentTest[], sides: readonly TestSide[], times: number): TestAttempt[] =>
  Array.from({ length: times }, (_, index) => index + 1).flatMap((number) =>
    tests.flatMap((test) =>
      sides.map((side) => ({
        test_id: test.id,
        side,
        number,
        state: 'waiting' as const,
        session_id: null,
        message_id: null,
        limit_usd: 0,
        cost_usd: 0,
        took_ms: 0,
        error: null,
        results: [],
        passed: null,
      })),
    ),
  );
