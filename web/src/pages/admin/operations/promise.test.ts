import type { OperationFigures, Spread } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { lostVerdict, measureVerdict, shareVerdict } from './promise.ts';

const NOTHING: Spread = { count: 0, p50: null, p75: null, p95: null, within: null };
const figures = (change: Partial<OperationFigures>): OperationFigures => ({
  first_text: NOTHING,
  stop: NOTHING,
  start: NOTHING,
  lcp: NOTHING,
  inp: NOTHING,
  cls: NOTHING,
  done: 0,
  failed: 0,
  stopped: 0,
  success: null,
  faultless: null,
  failures: [],
  runs_ended: 0,
  runs_lost: 0,
  mail_sent: 0,
  mail_retried: 0,
  mail_failed: 0,
  delivered: null,
  cost_usd: 0,
  errors: [],
  ...change,
});

describe('a promise', () => {
  it.each([
    [null, 'unknown'],
    [0.949, 'missed'],
    [0.95, 'kept'],
  ])('of ninety-five in a hundred with %s of them in time is %s', (within, verdict) => {
    expect(measureVerdict('first_text', figures({ first_text: { ...NOTHING, within } }))).toBe(verdict);
  });

  it('of the pages is one of three in four', () => {
    expect(measureVerdict('lcp', figures({ lcp: { ...NOTHING, within: 0.75 } }))).toBe('kept');
    expect(measureVerdict('lcp', figures({ lcp: { ...NOTHING, within: 0.7 } }))).toBe('missed');
  });

  it('of a share is kept where it is reached', () => {
    expect(shareVerdict('delivered', figures({ delivered: 0.985 }))).toBe('kept');
    expect(shareVerdict('faultless', figures({ faultless: 0.99 }))).toBe('missed');
    expect(shareVerdict('faultless', figures({}))).toBe('unknown');
  });

  it('that nothing is lost is unknown where nothing ended', () => {
    expect(lostVerdict(figures({}))).toBe('unknown');
    expect(lostVerdict(figures({ runs_ended: 3 }))).toBe('kept');
    expect(lostVerdict(figures({ runs_ended: 3, runs_lost: 1 }))).toBe('missed');
  });
});
