/** The middle and the far end of some figures, in milliseconds. */
export type Summary = { median: number; p95: number; max: number; count: number };

export function summarize(figures: readonly number[]): Summary {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN);
  return { median: at(0.5), p95: at(0.95), max: at(1), count: sorted.length };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Runs `work` for each of `many` at once, `rounds` times, and gives every figure. */
export async function atOnce<T>(many: readonly T[], rounds: number, work: (one: T) => Promise<number>): Promise<number[]> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round += 1) figures.push(...(await Promise.all(many.map(work))));
  return figures;
}
