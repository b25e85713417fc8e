import { Lexer, type Token as MarkedToken, type Tokens } from 'marked';

/** Lists and quotes nested deeper than anybody reads: what reads Markdown calls itself once for each level. */
const TOO_DEEP = /^(?:(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){24}|[ \t]{80,}(?:[-*+]|\d{1,9}[.)])[ \t])/m;

/**
 * The top-level pieces of a Markdown text, down to the items of a list and the rows of a table. `plain`: to be shown as it was written. An item says where
 * a list begins (`start`: its number, null for points), and whether it has its list set apart by lines. A `head` is followed by the rows of its table.
 */
export type BlockToken =
  | { kind: 'text' | 'plain'; source: string }
  | { kind: 'space' | 'head' | 'row'; source: string }
  | { kind: 'code'; source: string; code: Code }
  | { kind: 'item'; source: string; list: { start: number | null } | null; isLoose: boolean };
export type Code = { text: string; language: string };

/** Their sources together are the text. */
export function readBlocks(markdown: string): BlockToken[] {
  if (!TOO_DEEP.test(markdown)) return readShallow(markdown);
  const tokens: BlockToken[] = [];
  let shallow = '';
  for (const paragraph of markdown.split(/(?<=\n[ \t]*\n)(?=[^\n])/)) {
    if (!TOO_DEEP.test(paragraph)) {
      shallow += paragraph;
      continue;
    }
    const source = paragraph.trimEnd();
    tokens.push(...readShallow(shallow), { source, kind: 'plain' });
    shallow = paragraph.slice(source.length);
  }
  return [...tokens, ...readShallow(shallow)];
}

function readShallow(markdown: string): BlockToken[] {
  try {
    return new Lexer({ gfm: true }).blockTokens(markdown, []).flatMap(piecesOf);
  } catch {
    // marked 18.2.1 fails on a quote in a list that begins with a number and goes on without its sign.
    return [{ source: markdown, kind: 'plain' }];
  }
}

function piecesOf(token: MarkedToken): BlockToken[] {
  if (isCode(token)) return [{ source: token.raw, kind: 'code', code: { text: token.text, language: token.lang ?? '' } }];
  if (isList(token)) return itemsOf(token);
  if (isTable(token)) return rowsOf(token);
  return [token.type === 'space' ? { source: token.raw, kind: 'space' } : { source: token.raw, kind: 'text' }];
}

function itemsOf({ raw, items, start }: Tokens.List): BlockToken[] {
  let from = 0;
  return items.map((item, index) => {
    const isLast = index === items.length - 1;
    const source = isLast ? raw.slice(from) : item.raw;
    from += source.length;
    return {
      source,
      kind: 'item',
      list: index === 0 ? { start: start === '' ? null : start } : null,
      isLoose:
        item.tokens.some(({ type, raw: space }) => type === 'space' && /\n.*\n/.test(space)) ||
        (!isLast && /\n[ \t]*\n[ \t]*$/.test(source)),
    };
  });
}

/** Its first two lines are the head and how columns are aligned; each line after them is a row. */
function rowsOf({ raw }: Tokens.Table): BlockToken[] {
  const head = /^.*\n.*(?:\n|$)/.exec(raw)?.[0] ?? raw;
  const rows = raw.slice(head.length).match(/.*\n|.+$/g) ?? [];
  return [{ source: head, kind: 'head' }, ...rows.map((source): BlockToken => ({ source, kind: 'row' }))];
}

const isCode = (token: MarkedToken): token is Tokens.Code => token.type === 'code';
const isList = (token: MarkedToken): token is Tokens.List => token.type === 'list';
const isTable = (token: MarkedToken): token is Tokens.Table => token.type === 'table';
