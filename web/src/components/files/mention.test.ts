import { describe, expect, it } from 'vitest';
import { mentionAct, mentionAt, pathsFor, withPath } from './mention.ts';

describe('a file that is being named', () => {
  it.each([
    ['@', 1, { from: 0, to: 1, words: '' }],
    ['보여 줘 @매', 7, { from: 5, to: 7, words: '매' }],
    ['a\n@b c', 4, { from: 2, to: 4, words: 'b' }],
    ['me@example.com', 14, null],
    ['@a b', 4, null],
    ['no', 2, null],
  ])('in %j at %i', (text, caret, expected) => {
    expect(mentionAt(text, caret)).toEqual(expected);
  });

  it('is looked for in every form of its letters, by its name first', () => {
    const paths = ['deep/sales/other.txt', 'Sales.csv', '매출'.normalize('NFD')];
    expect(pathsFor('sales', paths, 9)).toEqual(['Sales.csv', 'deep/sales/other.txt']);
    expect(pathsFor('매출', paths, 9)).toEqual(['매출'.normalize('NFD')]);
    expect(pathsFor('', paths, 2)).toHaveLength(2);
    expect(pathsFor('none', paths, 9)).toEqual([]);
  });

  it('takes the place of the word, with the caret behind it', () => {
    const text = '요약해 줘 @sa 그리고';
    const mention = mentionAt(text, 9)!;
    expect(withPath(text, mention, 'sales.csv')).toEqual({ text: '요약해 줘 sales.csv 그리고', caret: 16 });
    expect(withPath('@', mentionAt('@', 1)!, 'a b.txt')).toEqual({ text: '"a b.txt" ', caret: 10 });
  });

  it.each([
    ['Enter', false, 'choose'],
    ['Enter', true, null],
    ['Tab', false, 'choose'],
    ['Tab', true, null],
    ['ArrowDown', false, 'down'],
    ['ArrowUp', false, 'up'],
    ['Escape', false, 'close'],
    ['a', false, null],
  ])('heeds %s, with Shift %s', (key, shiftKey, act) => {
    expect(mentionAct({ key, shiftKey })).toBe(act);
  });
});
