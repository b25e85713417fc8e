import { describe, expect, it } from 'vitest';
import { addTags } from './tag-text.ts';

describe('addTags', () => {
  it.each([
    [['a'], 'b', ['a', 'b']],
    [['a'], ' 매출 , 보고서,', ['a', '매출', '보고서']],
    [['a'], 'a, a', ['a']],
    [['a'], ' , ', ['a']],
    [[], '#분석，차트、표', ['분석', '차트', '표']],
  ])('to %j adds %j', (tags, text, expected) => {
    expect(addTags(tags, text)).toEqual(expected);
  });
});
