import { describe, expect, it } from 'vitest';
import { formatAgo, formatDuration, formatMoney } from './format.ts';

describe('formatMoney', () => {
  it.each([
    [0, '$0.00'],
    [0.004, '< $0.01'],
    [0.0149, '$0.01'],
    [9.999, '$10.00'],
    [1234.5, '$1,235'],
  ])('%f is %s', (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [480, 'ko', '0.5초'],
    [12_400, 'ko', '12초'],
    [180_000, 'en', '3 min'],
  ])('%i ms in %s is %s', (ms, locale, text) => {
    expect(formatDuration(ms, locale)).toBe(text);
  });
});

describe('formatAgo', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it.each([
    [30_000, 'ko', '지금'],
    [5 * 60_000, 'ko', '5분 전'],
    [26 * 3_600_000, 'en', 'yesterday'],
  ])('%i ms ago in %s is %s', (ms, locale, text) => {
    expect(formatAgo(new Date(now.getTime() - ms), now, locale)).toBe(text);
  });
});
