import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_LANGUAGES } from './code-languages.ts';
import { piecesOf } from './code-pieces.ts';
import { codeReader } from './code-reader.ts';

const SIGNS = [
  '<b class="x">',
  '</span>',
  '&amp;',
  '&',
  '<',
  '"',
  "'",
  '`',
  '${',
  '}',
  '{',
  '(',
  '//',
  '/*',
  '*/',
  '#',
  '<!--',
  '\n',
  ' ',
  'if',
  'a',
  '한',
  '😀',
  '\u0000',
];

describe('the pieces of a code', () => {
  it.each(CODE_LANGUAGES)('are the code in %s, whatever it is', async (language) => {
    const read = await codeReader(language);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SIGNS), { maxLength: 30 }), (signs) => {
        const code = signs.join('');
        expect(
          read?.(code)
            .map(({ text }) => text)
            .join(''),
        ).toBe(code);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['ts', 'const a = 1; // one', ['keyword', null, 'number', null, 'comment']],
    ['PY', 'def f(): return "x"', ['keyword', null, 'title', null, 'keyword', null, 'text']],
    ['html', '<a href="x">', [null, 'keyword', null, 'name', null, 'text', null]],
    ['patch', '+a\n-b', ['added', null, 'removed']],
    ['js', '`a${b}c`', ['text', null, 'text']],
  ])('are told apart in %s', async (language, code, kinds) => {
    expect((await codeReader(language))?.(code).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each(['', 'klingon', 'constructor', '__proto__'])('are none in a language that is not known: "%s"', async (language) => {
    expect(await codeReader(language)).toBeNull();
  });

  it('stand in an answer that is text and spans', () => {
    expect(piecesOf('a <span class="hljs-string">&lt;b&gt; &amp;amp; <span class="hljs-subst">x</span></span>')).toEqual([
      { text: 'a ', kind: null },
      { text: '<b> &amp; ', kind: 'text' },
      { text: 'x', kind: null },
    ]);
  });
});
