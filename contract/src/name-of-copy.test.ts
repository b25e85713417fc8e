import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfCopy } from './name-of-copy.ts';

const FAMILY = '👩‍👩‍👧';

describe('the name of a copy', () => {
  it('says so in the person’s language', () => {
    expect(nameOfCopy('보고서', 'ko')).toBe('보고서 (사본)');
    expect(nameOfCopy('Report', 'en')).toBe('Report (copy)');
  });

  it('is shortened between two characters, never within one', () => {
    expect(nameOfCopy(FAMILY.repeat(10), 'ko')).toBe(`${FAMILY.repeat(9)} (사본)`);
    expect(nameOfCopy('각'.normalize('NFD').repeat(26), 'ko')).toBe(`${'각'.normalize('NFD').repeat(25)} (사본)`);
    expect(nameOfCopy(`${'a'.repeat(72)}  b`, 'en')).toBe(`${'a'.repeat(72)} (copy)`);
    expect(nameOfCopy(`a${'\u0301'.repeat(79)}`, 'en')).toBe('(copy)');
  });

  it('is never longer than a name may be, and never half a character', () => {
    const someName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).map((text) => text.slice(0, 80).trim());
    fc.assert(
      fc.property(someName, (name) => {
        const copy = nameOfCopy(name, 'ko');
        expect(copy.length).toBeLessThanOrEqual(80);
        expect(copy.endsWith('(사본)')).toBe(true);
        const kept = copy.slice(0, -'(사본)'.length).trimEnd();
        const ends = Array.from(new Intl.Segmenter('ko').segment(name), ({ index, segment }) => index + segment.length);
        expect([0, ...ends].map((end) => name.slice(0, end).trimEnd())).toContain(kept);
      }),
    );
  });
});
