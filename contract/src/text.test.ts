import { describe, expect, it } from 'vitest';
import { judgedText, nameText, withoutDeceptiveMarks } from './text.ts';

const MARKS = ['\u200b', '\u2060', '\ufeff', '\u202a', '\u202e', '\u2066', '\u2069'];
const FAMILY = '👩\u200d👩\u200d👧';
const PERSIAN = 'می\u200cخواهم';

describe.each(MARKS)('the mark %j', (mark) => {
  it('is refused in a name, and taken out of what cannot be refused', () => {
    expect(nameText().safeParse(`report${mark}exe`).error?.issues).toMatchObject([
      { message: expect.stringContaining('invisible') as string },
    ]);
    expect(withoutDeceptiveMarks(`${mark}report${mark}`)).toBe('report');
    expect(judgedText().trim().min(1).parse(`report${mark} `)).toBe('report');
    expect(judgedText().trim().min(1).safeParse(mark).success).toBe(false);
  });
});

it('joiners, which emoji and scripts need, stay', () => {
  for (const name of [FAMILY, PERSIAN, 'שלום', '보고서']) {
    expect(nameText().parse(name)).toBe(name);
    expect(withoutDeceptiveMarks(name)).toBe(name);
  }
});

it('half a character is refused, and replaced where it cannot be', () => {
  expect(nameText().safeParse('a\ud800').success).toBe(false);
  expect(judgedText().safeParse('a\ud800').success).toBe(false);
  expect(withoutDeceptiveMarks('a\ud800')).toBe('a\ufffd');
});
