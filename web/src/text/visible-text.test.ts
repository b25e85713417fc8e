import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

describe('a name as it can be read', () => {
  it.each([
    ['매출 보고서.csv', '매출 보고서.csv'],
    ['매출'.normalize('NFD'), '매출'],
    ['a\nb\tc\u001b[31m', 'a\\nb\\tc<U+001B>[31m'],
    ['\u007f\u0085', '<U+007F><U+0085>'],
    ['gpj.\u202etxt', 'gpj.<U+202E>txt'],
    ['👩‍💻', '👩‍💻'],
  ])('%j is %j', (name, shown) => {
    expect(visibleText(name)).toBe(shown);
  });
});
