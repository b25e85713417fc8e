import { marked, type Token as MarkedToken, type Tokens } from 'marked';

/** Above this a block is shown as plain text: no layout of it would be readable. */
const LONGEST_BLOCK = 100_000;

/** A top-level piece of a Markdown text; `code`: what a piece that is a block of code holds, and how its language is called. */
export type Block = { source: string; isPlain: boolean; code: Code | null };
type Code = { text: string; language: string };

type Token = { source: string; isSpace: boolean; code: Code | null };

/**
 * The top-level blocks of a Markdown text that grows. What is added changes the last blocks or begins new ones, so only those are read again: the time
 * it takes depends on what is new, not on how long the text has become. A text that does not go on from the one before is read from its beginning.
 */
export class GrowingBlocks {
  private text = '';
  private tokens: readonly Token[] = [];

  of(text: string): readonly Block[] {
    const given = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    const kept = given.startsWith(this.text) ? this.settled() : [];
    const from = kept.reduce((length, { source }) => length + source.length, 0);
    if (given !== this.text || kept.length === 0) this.tokens = [...kept, ...read(given.slice(from))];
    this.text = given;
    return this.tokens.flatMap(({ source, isSpace, code }) => (isSpace ? [] : [{ source, isPlain: source.length > LONGEST_BLOCK, code }]));
  }

  /** All before the last blank line that has two blocks after it: without one between them, what comes later can still join blocks. */
  private settled(): readonly Token[] {
    let blocks = 0;
    for (let at = this.tokens.length - 1; at >= 0; at -= 1) {
      if (this.tokens[at]?.isSpace !== true) blocks += 1;
      else if (blocks >= 2) return this.tokens.slice(0, at + 1);
    }
    return [];
  }
}

const read = (markdown: string): Token[] =>
  marked.lexer(markdown, { gfm: true }).map((token) => ({
    source: token.raw,
    isSpace: token.type === 'space',
    code: isCode(token) ? { text: token.text, language: token.lang ?? '' } : null,
  }));

const isCode = (token: MarkedToken): token is Tokens.Code => token.type === 'code';
