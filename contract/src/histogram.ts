/**
 * A histogram is kept by its fixed edges: a value counts in the first bucket whose edge it does not exceed, and beyond the last edge there is one bucket more.
 * `counts` has a number for each bucket.
 */
export type Histogram = { readonly edges: readonly number[]; readonly counts: readonly number[] };

/** Where a value counts. */
export function bucketOf(edges: readonly number[], value: number): number {
  const found = edges.findIndex((edge) => value <= edge);
  return found === -1 ? edges.length : found;
}

/** About where a part of all values ends. The true value lies between `from` and `to`; `to` is null beyond the last edge, where nothing bounds it. */
export type Estimate = { value: number; from: number; to: number | null };

/**
 * What `share` (0 to 1) of the values do not exceed; null where there are none. The bucket that it lies in is certain, where in it is taken to be in proportion:
 * so it is wrong by less than that bucket is wide. Beyond the last edge that edge is answered.
 */
export function quantile({ edges, counts }: Histogram, share: number): Estimate | null {
  const total = sum(counts);
  if (total === 0) return null;
  const wanted = Math.max(1, Math.ceil(share * total));
  let before = 0;
  for (const [index, count] of counts.entries()) {
    if (before + count < wanted) {
      before += count;
      continue;
    }
    const from = edges[index - 1] ?? 0;
    const to = edges[index];
    return to === undefined ? { value: from, from, to: null } : { value: from + ((to - from) * (wanted - before - 0.5)) / count, from, to };
  }
  return null;
}

/** How much of all values does not exceed `limit`, which is one of the edges: exact. Null where there are none. */
export function shareWithin({ edges, counts }: Histogram, limit: number): number | null {
  const index = edges.indexOf(limit);
  if (index === -1) throw new Error(`${String(limit)} is no edge`);
  const total = sum(counts);
  return total === 0 ? null : sum(counts.slice(0, index + 1)) / total;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
