import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts, type DiffLine } from './text-diff.ts';

/** As people read it: `-` and `+` before lines, brackets around words. */
const read = (lines: readonly DiffLine[]): string[] =>
  lines.map((line) =>
    line.kind === 'skipped'
      ? `… ${line.count}`
      : `${{ same: ' ', removed: '-', added: '+' }[line.kind]}${line.pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('')}`,
  );

describe('compareTexts', () => {
  it('marks the words of a changed line', () => {
    expect(read(compareTexts('표로 정리해요.\n짧게 써요.', '표로 정리해요.\n길게 써요.'))).toEqual([
      ' 표로 정리해요.',
      '-[짧게] 써요.',
      '+[길게] 써요.',
    ]);
  });

  it('leaves out lines far from every change, and says how many', () => {
    const many = Array.from({ length: 10 }, (_, index) => `줄 ${index}`);
    expect(read(compareTexts(many.join('\n'), [...many, '새 줄'].join('\n')))).toEqual(['… 8', ' 줄 8', ' 줄 9', '+새 줄']);
  });

  it('tells a new text from none', () => {
    expect(read(compareTexts('', '하나\n둘'))).toEqual(['+하나', '+둘']);
  });

  it('lets both texts be read from it, where nothing is left out', () => {
    const line = fc.constantFrom('', '가', '나 다', 'a b');
    const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = compareTexts(before, after);
        fc.pre(lines.every(({ kind }) => kind !== 'skipped'));
        const side = (without: 'removed' | 'added'): string =>
          lines
            .flatMap((one) => (one.kind === 'skipped' || one.kind === without ? [] : [one.pieces.map(({ text: piece }) => piece).join('')]))
            .join('\n');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });
});
