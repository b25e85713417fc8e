import type { TestRun } from '@oma/contract';
import { scoreOf } from '@oma/contract';

/** How one content of an agent did over all its runs. `version` null: a draft that is in no version. */
export type TestRate = { version: number | null; fingerprint: string; passed: number; ended: number; rate: number };

/** The part that passed, for each version in their order, and after them for each draft, the newest last. `runs`: newest first. What has no attempt that ended is left out. */
export function ratesOf(runs: readonly TestRun[]): readonly TestRate[] {
  const found = new Map<string, Omit<TestRate, 'rate'>>();
  for (const { sides, attempts } of [...runs].reverse()) {
    for (const { side, version, fingerprint } of sides) {
      const key = version === null ? `draft:${fingerprint}` : String(version);
      const known = found.get(key) ?? { version, fingerprint, passed: 0, ended: 0 };
      const { passed, ended } = scoreOf(attempts, side);
      // Kept in the order in which each was tested last.
      found.delete(key);
      found.set(key, { version, fingerprint, passed: known.passed + passed, ended: known.ended + ended });
    }
  }
  const rates = [...found.values()].filter(({ ended }) => ended > 0).map((one) => ({ ...one, rate: one.passed / one.ended }));
  return rates.sort((one, other) => (one.version ?? Infinity) - (other.version ?? Infinity) || 0);
}
