import fc from 'fast-check';
import { Lexer, marked, type Token, type Tokens } from 'marked';
import { describe, expect, it, vi } from 'vitest';
import { type Block, GrowingBlocks, withLines } from './growing-blocks.ts';

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

/** What lists and tables are made of, so that texts of them become long ones. */
const LIST_PIECES = [
  '- a\n',
  '- b',
  '* c\n',
  '1. d\n',
  '2. e',
  '3) f\n',
  '  ',
  '\n',
  '\n\n',
  'g',
  '  - h\n',
  '  [x] i',
  '```\n',
  '---\n',
  '    ',
  '> ',
];
const TABLE_PIECES = ['| a | b |\n', '|---|--:|\n', '| c | d |\n', '| e', ' | f |\n', 'g\n', '\n', '- h\n', '    i\n', '# j\n', '<p>'];

const isList = (token: Token): token is Tokens.List => token.type === 'list';
const isTable = (token: Token): token is Tokens.Table => token.type === 'table';

const lex = (text: string): Token[] => marked.lexer(text, { gfm: true }).filter(({ type }) => type !== 'space');

/** How far a line of equals signs is set in depends on whether an item is the last; it shows nowhere. */
const itemsIn = (token: Token): string[] =>
  isList(token) ? token.items.map(({ text }) => text.trimEnd().replace(/^ +(?==+ *$)/gm, '')) : [`no list: ${token.raw}`];
const rowsIn = (token: Token): string[] =>
  isTable(token) ? token.rows.map((row) => row.map(({ text, align }) => `${text} ${String(align)}`).join('|')) : [`no table: ${token.raw}`];

/** What the blocks of a text are as a whole: sources, and what items and rows hold. Null where what reads them fails. */
function whole(text: string): unknown[] | null {
  let tokens: Token[];
  try {
    tokens = lex(text);
  } catch {
    return null;
  }
  return tokens.map((token) =>
    isList(token) ? [token.raw, token.start, token.loose, itemsIn(token)] : isTable(token) ? [token.raw, rowsIn(token)] : token.raw,
  );
}

/** The same of what has grown: items and rows as each is read for itself. */
const asWhole = (block: Block): unknown => {
  switch (block.kind) {
    case 'list':
      return [block.items.join(''), block.start ?? '', block.isLoose, block.items.flatMap((item) => lex(item.trimEnd()).flatMap(itemsIn))];
    case 'table':
      return [block.head + block.rows.join(''), block.rows.flatMap((row) => lex(block.head + row).flatMap(rowsIn))];
    case 'text':
    case 'plain':
    case 'code':
      return block.source;
  }
};

const grown = (blocks: GrowingBlocks, text: string): unknown[] => blocks.of(text).map(asWhole);

describe('the blocks of a text that grows', () => {
  it.each([
    { of: 'everything', pieces: PIECES },
    { of: 'lists', pieces: LIST_PIECES },
    { of: 'tables', pieces: TABLE_PIECES },
  ])('are those of the whole text, wherever it was cut while it came, where it is made of $of', ({ pieces }) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 }),
        (steps) => {
          const blocks = new GrowingBlocks();
          let text = '';
          for (const step of steps) {
            text += step.join('');
            const are = grown(blocks, text);
            // An expectation costs more than the reading itself: it is spent on what differs.
            const should = whole(withLines(text));
            if (should !== null && JSON.stringify(are) !== JSON.stringify(should)) expect(are).toEqual(should);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('are the same where lines end by the separators of Unicode', () => {
    expect(grown(new GrowingBlocks(), '- ---\u2028a\u2029\u2029b')).toEqual(whole('- ---\na\n\nb'));
  });

  it('are not settled while a number may yet go on with the list before it', () => {
    const blocks = new GrowingBlocks();
    blocks.of('1. a\n\n2');
    expect(grown(blocks, '1. a\n\n2. b')).toEqual(whole('1. a\n\n2. b'));
  });

  it('are those of another text once what was said is taken back', () => {
    const blocks = new GrowingBlocks();
    blocks.of('# one\n\ntwo\n\nthree');
    expect(grown(blocks, '# one\n\n2')).toEqual(whole('# one\n\n2'));
  });

  it('are those of a long text, though it is read in steps', () => {
    const text = Array.from({ length: 3000 }, (_, at) =>
      at % 7 === 0 ? `\`\`\`\n\n${'code\n\n'.repeat(at % 50)}\`\`\`` : `- one\n\n  two ${String(at)}`,
    ).join('\n\n');
    expect(grown(new GrowingBlocks(), text)).toEqual(whole(text));
  });

  it('are so many and no more; what follows is one, as it was written', () => {
    const growing = new GrowingBlocks();
    for (const count of [40_000, 40_001, 50_000]) {
      const blocks = growing.of('a\n\n'.repeat(count));
      expect(blocks.length).toBeLessThan(10_000);
      expect(blocks.at(-1)?.kind).toBe('plain');
      expect(blocks.map(asWhole).join('').replace(/\s/g, '')).toBe('a'.repeat(count));
    }
  });

  it('show so many rows of a table and no more; what follows is one, as it was written', () => {
    const blocks = new GrowingBlocks().of(`|a|\n|---|\n${'|b|\n'.repeat(3000)}\nend`);
    expect(blocks.map((block) => (block.kind === 'table' ? block.rows.length : asWhole(block)))).toEqual([
      2000,
      '|b|\n'.repeat(1000).trimEnd(),
      'end',
    ]);
  });

  it.each([
    { what: 'paragraphs', head: '', line: 'A paragraph has **some words** and `code`, as answers do.\n\n' },
    { what: 'a list', head: '', line: '- An item has **some words** and `code`, as answers do.\n' },
    { what: 'a loose list', head: '', line: '1. An item has **some words** and `code`, as answers do.\n\n   And a second paragraph.\n\n' },
    { what: 'a table', head: '| a | b |\n|---|---|\n', line: '| A row has **some words** | and `code`, as answers do |\n' },
  ])('are read by what is new: $what costs little more than its length, however often it grows', ({ head, line }) => {
    const lexer = vi.spyOn(Lexer.prototype, 'blockTokens');
    const blocks = new GrowingBlocks();
    let text = head;
    for (let times = 0; times < 1000; times += 1) {
      text += line;
      blocks.of(text);
    }
    const read = lexer.mock.calls.reduce((length, [source]) => length + source.length, 0);
    lexer.mockRestore();
    expect(read).toBeLessThan(8 * text.length);
  });
});
