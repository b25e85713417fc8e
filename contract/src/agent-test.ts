import * as z from 'zod';
import { AgentDraft } from './agent.ts';
import { FailureCode } from './failure.ts';
import { MessageId, SessionId } from './ids.ts';
import { text } from './text.ts';
import { DocumentTime, WireTime } from './time.ts';
import { MAX_REASON } from './verdict.ts';

/** Of the tests of one agent. `prompt`, `words`, `name`, `reason`: in UTF-16 units. `attempts`: in one run, over all tests and sides. */
export const AGENT_TEST_LIMITS = {
  tests: 20,
  traits: 10,
  prompt: 4000,
  words: 500,
  name: 200,
  times: 5,
  attempts: 100,
  reason: MAX_REASON,
} as const;

const { words, name, prompt } = AGENT_TEST_LIMITS;

/**
 * What is expected of an answer. `contains`, `lacks`: its words have this text, or do not, whatever the case. `file`: the workspace then has a file of this name,
 * in any folder, and with this text in it where `content` is given; without a name any file with that text. `cost`, `time`: at most so much. `judged`: said in
 * plain words, and judged by a model, which says why.
 */
export const Trait = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contains'), text: text().min(1).max(words) }),
  z.strictObject({ kind: z.literal('lacks'), text: text().min(1).max(words) }),
  z.strictObject({ kind: z.literal('file'), name: text().max(name).default(''), content: text().max(words).default('') }),
  z.strictObject({ kind: z.literal('cost'), max_usd: z.number().positive().max(1000) }),
  z.strictObject({ kind: z.literal('time'), max_s: z.number().positive().max(3600) }),
  z.strictObject({ kind: z.literal('judged'), words: text().min(1).max(words) }),
]);
export type Trait = z.output<typeof Trait>;
export const TRAIT_KINDS = ['contains', 'lacks', 'file', 'cost', 'time', 'judged'] as const satisfies readonly Trait['kind'][];

/** Of one agent; whoever writes a test gives it its id. */
export const AgentTestId = z.string().regex(/^[0-9A-Za-z_-]{1,40}$/, 'must be up to 40 letters, digits, - or _');

/** A prompt, and what is expected of the answer to it. */
export const AgentTest = z.strictObject({
  id: AgentTestId,
  prompt: text().trim().min(1).max(prompt),
  traits: z.array(Trait).min(1).max(AGENT_TEST_LIMITS.traits),
});
export type AgentTest = z.output<typeof AgentTest>;

/**
 * `PUT /api/agents/{id}/tests`: all tests of an agent. `required_rate`: which part of the attempts must have passed, with exactly what is saved, before it can be
 * put to work; null where it need not be tested.
 */
export const AgentTests = z
  .strictObject({
    tests: z.array(AgentTest).max(AGENT_TEST_LIMITS.tests),
    required_rate: z.number().min(0.1).max(1).nullable().default(null),
  })
  .refine(({ tests }) => new Set(tests.map(({ id }) => id)).size === tests.length, 'two tests must not have the same id')
  .refine(
    ({ tests }) => tests.every(({ traits }) => traits.every((trait) => trait.kind !== 'file' || trait.name + trait.content !== '')),
    'a file must have a name or a content',
  );
export type AgentTests = z.output<typeof AgentTests>;

/** `agents/{agent_id}/tests/all`. `run`: the run that was begun last, of which only one may be under way; null where none was. */
export const AgentTestsDocument = z.object({
  tests: z.array(AgentTest),
  required_rate: z.number().nullable(),
  run: z.string().nullable().default(null),
  updated_at: DocumentTime,
});
export type AgentTestsDocument = z.infer<typeof AgentTestsDocument>;

/** What one attempt of a test will cost. `is_measured`: earlier attempts say so; otherwise it is a guess from what answers of such an agent cost. */
export const TestCost = z.object({ test_id: AgentTestId, usd: z.number().nonnegative(), is_measured: z.boolean() });
export type TestCost = z.infer<typeof TestCost>;
/** `GET /api/agents/{id}/tests`. `costs`: of what is saved. `least_usd`: the least that an attempt must be given. */
export const AgentTestsAnswer = z.object({
  tests: z.array(AgentTest),
  required_rate: z.number().nullable(),
  costs: z.array(TestCost),
  least_usd: z.number().nonnegative(),
});
export type AgentTestsAnswer = z.infer<typeof AgentTestsAnswer>;

/** Which of the two that are compared. */
export const TestSide = z.enum(['saved', 'draft']);
export type TestSide = z.infer<typeof TestSide>;

/**
 * `POST /api/agents/{id}/test-runs`. `times`: how often each test is asked of each side. `budget_usd`: no more than that is spent. `draft`: the form as it stands,
 * beside what is saved; without it what is saved alone.
 */
export const TestRunInput = z.strictObject({
  times: z.number().int().min(1).max(AGENT_TEST_LIMITS.times),
  budget_usd: z.number().positive().max(1000),
  draft: AgentDraft.optional(),
});
export type TestRunInput = z.input<typeof TestRunInput>;

/** `ok` null: it could not be told. `reason`: what was found, of cost and time the dollars or seconds, or the model's reason. */
export const TraitResult = z.object({ ok: z.boolean().nullable(), reason: z.string().max(AGENT_TEST_LIMITS.reason) });
export type TraitResult = z.infer<typeof TraitResult>;

/** `ended`: its answer is there, or there will be none. `left`: it was never asked. */
export const AttemptState = z.enum(['waiting', 'working', 'ended', 'left']);

/** One time that a test is asked of a side, in a conversation of its own. `results`: one for each trait of the test, once it has ended. `cost_usd` is with the judging. */
export const TestAttempt = z.object({
  test_id: AgentTestId,
  side: TestSide,
  /** Counts from 1. */
  number: z.number().int().positive(),
  state: AttemptState,
  session_id: SessionId.nullable(),
  message_id: MessageId.nullable(),
  /** The most that it may cost. */
  limit_usd: z.number().nonnegative(),
  cost_usd: z.number().nonnegative(),
  took_ms: z.number().nonnegative(),
  /** Why there is no answer that could have the traits. */
  error: FailureCode.nullable(),
  results: z.array(TraitResult),
  /** All traits hold. Null before it has ended. Of one that was stopped, too. */
  passed: z.boolean().nullable(),
});
export type TestAttempt = z.infer<typeof TestAttempt>;

/** `over_budget`: what is left of the budget would not do for another attempt. `stopped`: by its person. */
export const TestRunState = z.enum(['working', 'done', 'over_budget', 'stopped']);
export type TestRunState = z.infer<typeof TestRunState>;

const testRunFields = <T extends z.ZodType>(time: T) => ({
  state: TestRunState,
  created_at: time,
  ended_at: time.nullable(),
  /** As they were then. */
  tests: z.array(AgentTest),
  /** Each side that is tested. `version`: of what is saved; null of a draft that is in no version. `fingerprint`: of its content, the same for the same content. */
  sides: z.array(z.object({ side: TestSide, version: z.number().int().positive().nullable(), fingerprint: z.string() })),
  times: z.number().int().positive(),
  budget_usd: z.number().positive(),
  /** What was said before that it would cost. */
  expected_usd: z.number().nonnegative(),
  spent_usd: z.number().nonnegative(),
  attempts: z.array(TestAttempt),
});

/**
 * `agents/{agent_id}/test_runs/{id}`. `contents`: what each side is, to be asked. `expected_each`: what an attempt of each test of what is saved was expected
 * to cost; `draft_times_as_dear`: how many times as much one of the draft. `least_usd`: the least that an attempt is given. `is_open`: something of it is still
 * to come, be it only what was stopped.
 */
export const TestRunDocument = z.object({
  ...testRunFields(DocumentTime),
  owner_id: z.string(),
  is_open: z.boolean(),
  expected_each: z.record(z.string(), z.number()),
  draft_times_as_dear: z.number().nonnegative(),
  least_usd: z.number().nonnegative(),
  contents: z.object({ saved: AgentDraft.optional(), draft: AgentDraft.optional() }),
});
export type TestRunDocument = z.output<typeof TestRunDocument>;

/** A run of tests in the API and on the pages. */
export const TestRun = z.object({ id: z.string(), ...testRunFields(WireTime) });
export type TestRun = z.infer<typeof TestRun>;
/** `GET /api/agents/{id}/test-runs`: the newest, newest first. A draft that was saved since has the number of its version. */
export const TestRunList = z.object({ runs: z.array(TestRun) });
export type TestRunList = z.infer<typeof TestRunList>;

/** How a side did, over the attempts that have ended. */
export type SideScore = { passed: number; ended: number; cost_usd: number; took_ms: number };

export function scoreOf(attempts: readonly TestAttempt[], side: TestSide, testId: string | null = null): SideScore {
  const ended = attempts.filter((one) => one.side === side && one.state === 'ended' && (testId === null || one.test_id === testId));
  const sum = (value: (attempt: TestAttempt) => number): number => ended.reduce((total, attempt) => total + value(attempt), 0);
  return {
    passed: sum(({ passed }) => Number(passed)),
    ended: ended.length,
    cost_usd: sum(({ cost_usd }) => cost_usd),
    took_ms: sum(({ took_ms }) => took_ms),
  };
}
