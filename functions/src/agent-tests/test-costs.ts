import type { AgentTest, PlatformSettings, TestCost, TestRunDocument } from '@oma/contract';
import type { Content } from './fingerprint.ts';

/** What an answer of an ordinary agent takes, and what judging it adds, in tokens; the form of an agent counts with the same. */
const ANSWER = { input: 20_000, output: 1500 };
const JUDGING = { input: 4000, output: 300 };

/**
 * What one attempt of each test will cost: the mean of its attempts in the newest run that asked it, of what is saved where that was asked; the tests that were
 * never asked as they are now cost about what the others did, or what the price of the model makes likely.
 */
export function testCosts(
  tests: readonly AgentTest[],
  runs: readonly Pick<TestRunDocument, 'tests' | 'attempts'>[],
  guessUsd: (test: AgentTest) => number,
): TestCost[] {
  const measured = new Map(tests.flatMap((test) => lastMean(test, runs) ?? []));
  const known = [...measured.values()];
  const others = known.length === 0 ? null : known.reduce((sum, usd) => sum + usd, 0) / known.length;
  return tests.map((test) => ({
    test_id: test.id,
    usd: measured.get(test.id) ?? others ?? guessUsd(test),
    is_measured: measured.has(test.id),
  }));
}

function lastMean(test: AgentTest, runs: readonly Pick<TestRunDocument, 'tests' | 'attempts'>[]): [[string, number]] | null {
  const said = JSON.stringify(test);
  for (const run of runs) {
    if (!run.tests.some((one) => JSON.stringify(one) === said)) continue;
    const ended = run.attempts.filter(({ test_id, state, error }) => test_id === test.id && state === 'ended' && error === null);
    if (ended.length > 0) return [[test.id, ended.reduce((sum, { cost_usd }) => sum + cost_usd, 0) / ended.length]];
  }
  return null;
}

/** What an attempt costs that nothing is known of. */
export function guessUsd({ config }: Content, settings: PlatformSettings | null): (test: AgentTest) => number {
  const offered = settings?.models.filter(({ enabled }) => enabled) ?? [];
  const price = offered.find(({ id }) => id === config.model) ?? offered[0];
  const usd = ({ input, output }: typeof ANSWER): number => ((price?.input_usd ?? 0) * input + (price?.output_usd ?? 0) * output) / 1e6;
  return ({ traits }) => usd(ANSWER) + (traits.some(({ kind }) => kind === 'judged') ? usd(JUDGING) : 0);
}
