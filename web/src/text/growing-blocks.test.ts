import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it, vi } from 'vitest';
import { GrowingBlocks } from './growing-blocks.ts';

const PIECES = [
  ...[
    'a',
    '한글 문장',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '# ',
    '## ',
    '- ',
    '* ',
    '1. ',
    '2) ',
    '> ',
    '```',
    '```js\n',
    '~~~',
    '---',
    '===',
  ],
  ...[
    '| a | b |',
    '|---|---|',
    '|',
    '`',
    '**',
    '_',
    '[x]',
    '[x]: http://x',
    '(http://y)',
    '<b>',
    '</b>',
    '<div>',
    '</div>',
    '<!--',
    '-->',
    '<script>',
  ],
  ...['\\', '&amp;', '!', '\u2028', '\u0000', '😀'],
];

const whole = (text: string) =>
  marked
    .lexer(text, { gfm: true })
    .filter(({ type }) => type !== 'space')
    .map(({ raw }) => raw);

describe('the blocks of a text that grows', () => {
  it('are those of the whole text, wherever it was cut while it came', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 }),
        (steps) => {
          const blocks = new GrowingBlocks();
          let text = '';
          for (const step of steps) {
            text += step.join('');
            const grown = blocks.of(text).map(({ source }) => source);
            // An expectation costs more than the reading itself: it is spent on what differs.
            if (grown.join('\u0001') !== whole(text).join('\u0001')) expect(grown).toEqual(whole(text));
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('are those of another text once what was said is taken back', () => {
    const blocks = new GrowingBlocks();
    blocks.of('# one\n\ntwo\n\nthree');
    expect(blocks.of('# one\n\n2').map(({ source }) => source.trim())).toEqual(['# one', '2']);
  });

  it('are read by what is new: a long text costs little more than its length, however often it grows', () => {
    const lexer = vi.spyOn(marked, 'lexer');
    const blocks = new GrowingBlocks();
    let text = '';
    for (let paragraph = 0; paragraph < 1000; paragraph += 1) {
      text += `Paragraph ${String(paragraph)} has **some words** and \`code\`, as answers do.\n\n`;
      blocks.of(text);
    }
    const read = lexer.mock.calls.reduce((length, [source]) => length + source.length, 0);
    lexer.mockRestore();
    expect(read).toBeLessThan(4 * text.length);
  });
});
