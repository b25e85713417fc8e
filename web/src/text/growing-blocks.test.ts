import fc from 'fast-check';
import { Lexer, marked } from 'marked';
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

  it('are not settled while a number may yet go on with the list before it', () => {
    const blocks = new GrowingBlocks();
    blocks.of('1. a\n\n2');
    expect(blocks.of('1. a\n\n2. b').map(({ source }) => source)).toEqual(whole('1. a\n\n2. b'));
  });

  it('are those of another text once what was said is taken back', () => {
    const blocks = new GrowingBlocks();
    blocks.of('# one\n\ntwo\n\nthree');
    expect(blocks.of('# one\n\n2').map(({ source }) => source.trim())).toEqual(['# one', '2']);
  });

  it('are those of a long text, though it is read in steps', () => {
    const text = Array.from({ length: 3000 }, (_, at) =>
      at % 7 === 0 ? `\`\`\`\n\n${'code\n\n'.repeat(at % 50)}\`\`\`` : `- one\n\n  two ${String(at)}`,
    ).join('\n\n');
    expect(new GrowingBlocks().of(text).map(({ source }) => source)).toEqual(whole(text));
  });

  it('are so many and no more; what follows is one, as it was written', () => {
    const growing = new GrowingBlocks();
    for (const count of [40_000, 40_001, 50_000]) {
      const blocks = growing.of('a\n\n'.repeat(count));
      expect(blocks.length).toBeLessThan(10_000);
      expect(blocks.at(-1)?.isPlain).toBe(true);
      expect(blocks.map(({ source }) => source.replace(/\s/g, '')).join('')).toBe('a'.repeat(count));
    }
  });

  it('are read by what is new: a long text costs little more than its length, however often it grows', () => {
    const lexer = vi.spyOn(Lexer.prototype, 'blockTokens');
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
