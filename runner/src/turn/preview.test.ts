import { describe, expect, it } from 'vitest';
import { cutPreview } from './preview.ts';

describe('cutPreview', () => {
  it.each([
    ['short', 10, 'short', false],
    ['exactly 10', 10, 'exactly 10', false],
    ['a longer text', 8, 'a longer', true],
    ['가나다', 7, '가나', true],
    ['😀😀', 5, '😀', true],
    ['가', 2, '', true],
  ])('%s in %i bytes', (text, bytes, expected, cut) => {
    expect(cutPreview(text, bytes)).toEqual({ text: expected, cut });
  });
});
