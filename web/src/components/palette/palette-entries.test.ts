import { describe, expect, it } from 'vitest';
import { type Entry, offered } from './palette-entries.ts';

const entries = ['주간 보고서', '여행 계획'].map((name): Entry => ({ key: name, icon: 'message', name, act: () => undefined }));
const names = (foundWith: string, words: string) => offered(entries, foundWith, words).map(({ name }) => name);

describe('what is offered of what was found', () => {
  it.each([
    ['all of it, where nothing is written yet', '', '', ['주간 보고서', '여행 계획']],
    ['what has the words in its name, before they were looked for', '', '보고', ['주간 보고서']],
    ['nothing, where no name has them', '', '없는 낱말', []],
    ['all that they were found in, once they were', '보고', ' 보고 ', ['주간 보고서', '여행 계획']],
    ['what has the new words, where others were looked for', '보고', '계획', ['여행 계획']],
  ])('is %s', (_what, foundWith, words, expected) => {
    expect(names(foundWith, words)).toEqual(expected);
  });
});
