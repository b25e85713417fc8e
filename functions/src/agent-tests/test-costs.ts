import {
  type AgentTest,
  guessedUsd,
  leastUsd,
  type PlatformSettings,
  priceOf,
  type TestCost,
  type TestRunDocument,
  timesAsDear,
} from '@oma/contract';
import type { Content } from './fingerprint.ts';

type Known = Pick<TestRunDocument, 'tests' | 'attempts' | 'draft_times_as_dear'>;
const FREE = { input_usd: 0, output_usd: 0 };

const priceOfContent = ({ config }: Content, settings: PlatformSettings | null) => priceOf(settings?.models ?? [], config.model) ?? FREE;

/** The least that an attempt must be given, of whichever side is dearer. */
export const leastOf = (contents: readonly Content[], settings: PlatformSettings | null): number =>
  Math.max(...contents.map((content) => leastUsd(priceOfContent(content, settings))));

/** How many times as much an answer of the draft costs as one of what is saved. */
export const draftTimesAsDear = (saved: Content, draft: Content, settings: PlatformSettings | null): number =>
  timesAsDear(priceOfContent(draft, settings), priceOfContent(saved, settings));

/**
 * What one attempt of each test of what is saved will cost: the mean of its attempts in the newest run that asked it. The tests that were never asked as they are
 * now cost about what the others did, or what the price of the model makes likely.
 */
export function testCosts(
  tests: readonly AgentTest[],
  runs: readonly Known[],
  saved: Content,
  settings: PlatformSettings | null,
): TestCost[] {
  const measured = new Map(
    tests.flatMap((test) => {
      const usd = lastMean(test, runs);
      return usd === null ? [] : [[test.id, usd] as const];
    }),
  );
  const known = [...measured.values()];
  const others = known.length === 0 ? null : known.reduce((sum, usd) => sum + usd, 0) / known.length;
  const guess = ({ traits }: AgentTest): number =>
    guessedUsd(
      priceOfContent(saved, settings),
      traits.some(({ kind }) => kind === 'judged'),
    );
  return tests.map((test) => ({
    test_id: test.id,
    usd: measured.get(test.id) ?? others ?? guess(test),
    is_measured: measured.has(test.id),
  }));
}

/** Of what is saved where that was asked; of a draft as much less as it was dearer. */
function lastMean(test: AgentTest, runs: readonly Known[]): number | null {
  const said = JSON.stringify(test);
  for (const run of runs) {
    if (!run.tests.some((one) => JSON.stringify(one) === said)) continue;
    const ended = run.attempts.filter(({ test_id, state, error }) => test_id === test.id && state === 'ended' && error === null);
    const saved = ended.filter(({ side }) => side === 'saved');
    const counted = saved.length > 0 ? saved : ended;
    const times = saved.length > 0 ? 1 : Math.max(run.draft_times_as_dear, Number.EPSILON);
    if (counted.length > 0) return counted.reduce((sum, { cost_usd }) => sum + cost_usd, 0) / counted.length / times;
  }
  return null;
}
