import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, quantile, shareWithin } from './histogram.ts';
import { RUN_LIMITS } from './limits.ts';
import { PROMISE_NAMES, PROMISES } from './promises.ts';

const EDGES = [10, 20, 50] as const;
const histogram = (values: readonly number[], edges: readonly number[] = EDGES) => ({
  edges,
  counts: Array.from({ length: edges.length + 1 }, (_, index) => values.filter((value) => bucketOf(edges, value) === index).length),
});

describe('a histogram', () => {
  it.each([
    [0, 0],
    [10, 0],
    [10.1, 1],
    [50, 2],
    [51, 3],
  ])('counts %d in bucket %d', (value, bucket) => {
    expect(bucketOf(EDGES, value)).toBe(bucket);
  });

  it('has no quantile and no share of nothing', () => {
    expect(quantile(histogram([]), 0.5)).toBeNull();
    expect(shareWithin(histogram([]), 20)).toBeNull();
  });

  it('says where a quantile lies, and what bounds it', () => {
    expect(quantile(histogram([1, 12, 14, 16, 18]), 0.5)).toEqual({ value: 13.75, from: 10, to: 20 });
    expect(quantile(histogram([5]), 0.95)).toEqual({ value: 5, from: 0, to: 10 });
    expect(quantile(histogram([1, 1000, 2000]), 0.95)).toEqual({ value: 50, from: 50, to: null });
  });

  it('knows exactly how much keeps a limit that is an edge, and no other', () => {
    expect(shareWithin(histogram([1, 20, 21, 99]), 20)).toBe(0.5);
    expect(() => shareWithin(histogram([1]), 15)).toThrow('15 is no edge');
  });

  it('bounds the true quantile, and is off by less than its bucket is wide', () => {
    const { edges } = PROMISES.first_text;
    const some = fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(some, fc.constantFrom(0.5, 0.75, 0.95), (values, share) => {
        const truth = values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0;
        const estimate = quantile(histogram(values, edges), share);
        if (estimate === null) throw new Error('no estimate');
        expect(truth).toBeGreaterThanOrEqual(estimate.from);
        if (estimate.to === null) return;
        expect(truth).toBeLessThanOrEqual(estimate.to);
        expect(Math.abs(truth - estimate.value)).toBeLessThanOrEqual(estimate.to - estimate.from);
      }),
    );
  });
});

describe('what is promised', () => {
  it('of a stop is what functions enforce', () => {
    expect(PROMISES.stop.limit).toBe(RUN_LIMITS.stop);
  });

  it.each(PROMISE_NAMES)('%s has rising edges, and its limit is one of them', (name) => {
    const { edges, limit } = PROMISES[name];
    expect(edges.toSorted((a, b) => a - b)).toEqual([...edges]);
    expect(edges).toContain(limit);
  });
});
