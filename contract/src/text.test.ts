import { describe, expect, it } from 'vitest';
import { judgedText, nameText, withoutDeceptiveMarks } from './text.ts';

const MARKS = [
  ...['\u200b', '\u2060', '\ufeff', '\u200e', '\u200f', '\u061c', '\u202a', '\u202e', '\u2066', '\u2069'],
  ...['\u3164', '\u115f', '\u1160', '\uffa0', '\u2800', '\u00ad', '\u034f', '\u180e', '\u0000', '\u001b', '\u007f', '\u0085'],
];
const JOINERS = ['\u200c', '\u200d', '\ufe0f', '\u{e0041}', '\u{e0100}'];
const SHOWN = [
  '👩\u200d👩\u200d👧',
  '❤\ufe0f\u200d🔥',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  '1\ufe0f\u20e3',
  '葛\u{e0100}',
  'می\u200cخواهم',
  'क\u094d\u200dष',
  'שלום',
  'e\u0301',
  'A 보고서',
];

describe.each(MARKS)('the mark %j', (mark) => {
  it('is refused in a name, and taken out of what cannot be refused', () => {
    expect(nameText().safeParse(`report${mark}exe`).error?.issues).toMatchObject([
      { message: expect.stringContaining('invisible') as string },
    ]);
    expect(withoutDeceptiveMarks(`${mark}report${mark}`)).toBe('report');
    expect(judgedText().trim().min(1).parse(`report${mark} `)).toBe('report');
  });
});

describe.each([...MARKS, ...JOINERS])('nothing but %j', (mark) => {
  it.each([mark, mark + mark, ` ${mark} `, `\u200b${mark}`, `${mark}\u200d\ufe0f`])('is no name and no text: %j', (value) => {
    expect(nameText().min(1).safeParse(value).success).toBe(false);
    expect(judgedText().trim().min(1).safeParse(value).success).toBe(false);
    expect(withoutDeceptiveMarks(value).trim()).toBe('');
  });
});

it.each(SHOWN)('joiners, which emoji and scripts need, stay: %s', (name) => {
  expect(nameText().parse(name)).toBe(name);
  expect(withoutDeceptiveMarks(name)).toBe(name);
  expect(withoutDeceptiveMarks(`\u200d${name}\u200b\u200d`)).toBe(name);
});

it('a name is one line, whose spaces around it do not count; other text keeps its lines', () => {
  expect(nameText().parse(' 주간 보고서\r\n')).toBe('주간 보고서');
  for (const name of ['a\nb', 'a\rb', 'a\tb', 'a\vb', 'a\u2028b', 'a\u2029b']) expect(nameText().safeParse(name).success).toBe(false);
  expect(judgedText().parse('a\r\n\tb')).toBe('a\r\n\tb');
});

it('half a character is refused, and replaced where it cannot be', () => {
  expect(nameText().safeParse('a\ud800').success).toBe(false);
  expect(judgedText().safeParse('a\ud800').success).toBe(false);
  expect(withoutDeceptiveMarks('a\ud800')).toBe('a\ufffd');
});

it('marks are looked for in one pass, however many stand in a row', () => {
  for (const run of ['\u200d', '\u200b', '\u200b\u200d', ' \u200d']) {
    const begun = performance.now();
    nameText().safeParse(`a${run.repeat(200_000)}a`);
    expect(performance.now() - begun).toBeLessThan(5000);
  }
});
