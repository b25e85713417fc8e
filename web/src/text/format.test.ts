import { describe, expect, it } from 'vitest';
import { formatAgo, formatMoney } from './format.ts';
import { formatBytes } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { formatShare } from './format-share.ts';
import { formatUntil } from './format-until.ts';

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

describe('formatShare', () => {
  it.each([
    [0, '0%'],
    [0.0004, '< 0.1%'],
    [0.0449, '4.5%'],
    [0.8, '80%'],
    [1, '100%'],
    [2.5, '250%'],
  ])('%f is %s', (share, text) => {
    expect(formatShare(share, 'ko')).toBe(text);
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

describe('formatUntil', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it.each([
    [1, 'ko', '1분'],
    [59 * 60_000 + 1, 'ko', '1시간'],
    [(5 * 60 + 12) * 60_000, 'en', '5 h 12 min'],
    [-1, 'en', '1 min'],
  ])('in %i ms in %s is %s', (ms, locale, text) => {
    expect(formatUntil(new Date(now.getTime() + ms), now, locale)).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [12_300, '12 KB'],
    [1024 * 1000, '1.0 MB'],
    [200 * 1024 * 1024, '200.0 MB'],
    [3 * 1024 ** 4, '3072.0 GB'],
  ])('%i is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
