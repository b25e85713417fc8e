import * as fc from 'fast-check';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { compareTexts, type DiffLine } from './text-diff.ts';

/** As people read it: `-` and `+` before lines, brackets around words. */
const read = (lines: readonly DiffLine[]): string[] =>
  lines.map((line) =>
    line.kind === 'skipped'
      ? `… ${line.of} ${line.count}`
      : `${{ same: ' ', removed: '-', added: '+' }[line.kind]}${line.pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('')}`,
  );

/** Time of the processor since then: others may be at work on this machine. */
function costMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

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
    expect(read(compareTexts(many.join('\n'), [...many, '새 줄'].join('\n')))).toEqual(['… same 8', ' 줄 8', ' 줄 9', '+새 줄']);
  });

  it('tells a new text from none', () => {
    expect(read(compareTexts('', '하나\n둘'))).toEqual(['+하나', '+둘']);
  });

  it('is done soon with long texts that have little in common, and tells where they begin to differ', () => {
    const text = (name: string): string => ['첫 줄', ...Array.from({ length: 8000 }, (_, at) => `${name} ${at}`), '끝 줄'].join('\n');
    const before = process.cpuUsage();
    const lines = read(compareTexts(text('앞'), text('뒤')));
    expect(costMs(before)).toBeLessThan(1500);
    expect(lines.slice(0, 2)).toEqual([' 첫 줄', '-앞 0']);
    expect(lines.slice(300, 303)).toEqual(['-앞 299', '… removed 7700', '+뒤 0']);
    expect(lines.slice(-3)).toEqual(['+뒤 299', '… added 7700', ' 끝 줄']);
  });

  it('is done soon where many passages were changed, and shows the first of them', () => {
    const text = (name: string): string =>
      Array.from(
        { length: 450 },
        (_, at) => `같은 줄 ${at}\n${Array.from({ length: 150 }, (__, word) => `${name}${word}`).join(' ')}`,
      ).join('\n');
    const before = process.cpuUsage();
    const lines = compareTexts(text('앞'), text('뒤'));
    expect(costMs(before)).toBeLessThan(1500);
    expect(lines.length).toBeLessThan(1002);
    expect(read(lines).join('').length).toBeLessThan(101_000);
    expect(lines.at(-1)).toEqual({ kind: 'skipped', of: 'any', count: 3 * 450 - (lines.length - 1) });
  });

  it('cuts lines that nobody reads to their end, between two characters', () => {
    const lines = read(compareTexts(`${'가'.repeat(999)}👩‍👩‍👧${'나'.repeat(800_000)}`, '다'));
    expect(lines).toEqual([`-${'가'.repeat(999)}…`, '+다']);
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
