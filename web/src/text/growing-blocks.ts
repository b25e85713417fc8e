import { Lexer, type Token as MarkedToken, type Tokens } from 'marked';

/** A piece longer than this is shown as it was written, unless it is code: no layout of it would be readable. */
const LONGEST_BLOCK = 50_000;

/** What comes after so many pieces, the empty ones between them counted, is shown as it was written. */
const MOST_TOKENS = 6000;
/** How much is read at a time. */
const STEP = 10_000;

/** Lists and quotes nested deeper than anybody reads: what reads Markdown calls itself once for each level. */
const TOO_DEEP = /^(?:(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){24}|[ \t]{80,}(?:[-*+]|\d{1,9}[.)])[ \t])/m;

/** A top-level piece of a Markdown text; `code`: what a piece that is a block of code holds, and how its language is called. `isPlain`: show it as it is. */
export type Block = { source: string; isPlain: boolean; code: Code | null };
type Code = { text: string; language: string };

type Token = Block & { isSpace: boolean };

/**
 * The top-level blocks of a Markdown text that grows. What is added changes the last blocks or begins new ones, so only those are read again: the time
 * it takes depends on what is new, not on how long the text has become. A text that does not go on from the one before is read from its beginning.
 */
export class GrowingBlocks {
  private text = '';
  private tokens: readonly Token[] = [];

  of(text: string): readonly Block[] {
    const given = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (!given.startsWith(this.text)) this.tokens = [];
    if (given !== this.text) this.growTo(given);
    this.text = given;
    return this.tokens.filter(({ isSpace }) => !isSpace);
  }

  /** Step by step, so that no more is read of a text of very many blocks than is laid out. */
  private growTo(text: string): void {
    let kept = settled(this.tokens);
    let tokens = kept;
    let from = lengthOf(kept);
    let to = from;
    while (to < text.length && kept.length < MOST_TOKENS) {
      to = Math.min(text.length, Math.max(to + STEP, from + 2 * (to - from)));
      tokens = [...kept, ...read(text.slice(from, to))];
      kept = settled(tokens);
      from = lengthOf(kept);
    }
    const rest: Token[] = to === text.length ? [] : [{ source: text.slice(to), isSpace: false, isPlain: true, code: null }];
    this.tokens = [...tokens, ...rest];
  }
}

/** All before the last blank line that has two blocks after it: without one between them, what comes later can still join blocks. */
function settled(tokens: readonly Token[]): readonly Token[] {
  let blocks = 0;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    if (tokens[at]?.isSpace !== true) blocks += 1;
    else if (blocks >= 2) return tokens.slice(0, at + 1);
  }
  return [];
}

const lengthOf = (tokens: readonly Token[]): number => tokens.reduce((length, { source }) => length + source.length, 0);

function read(markdown: string): Token[] {
  if (!TOO_DEEP.test(markdown)) return readShallow(markdown);
  const tokens: Token[] = [];
  let shallow = '';
  for (const paragraph of markdown.split(/(?<=\n[ \t]*\n)(?=[^\n])/)) {
    if (!TOO_DEEP.test(paragraph)) {
      shallow += paragraph;
      continue;
    }
    const source = paragraph.trimEnd();
    tokens.push(...readShallow(shallow), { source, isSpace: false, isPlain: true, code: null });
    shallow = paragraph.slice(source.length);
  }
  return [...tokens, ...readShallow(shallow)];
}

const readShallow = (markdown: string): Token[] =>
  new Lexer({ gfm: true }).blockTokens(markdown, []).map((token) => {
    const code = isCode(token) ? { text: token.text, language: token.lang ?? '' } : null;
    return { source: token.raw, isSpace: token.type === 'space', isPlain: code === null && token.raw.length > LONGEST_BLOCK, code };
  });

const isCode = (token: MarkedToken): token is Tokens.Code => token.type === 'code';
