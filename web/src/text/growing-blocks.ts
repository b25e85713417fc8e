import { type BlockToken, type Code, readBlocks } from './block-tokens.ts';

/** What comes after so many pieces, the empty ones between them counted, is shown as it was written. */
const MOST_TOKENS = 6000;
/** How much is read at a time. */
const STEP = 10_000;
/** What comes after so many rows, and so much, of one table is shown as it was written: a browser measures every cell of a table to set the next one. */
const MOST_ROWS = 2000;
const LONGEST_TABLE = 50_000;
/** So many pieces at the end may still change with what comes. */
const UNSETTLED = 2;

/**
 * A top-level block of a Markdown text. `plain`: show it as it is. A list has its number where it begins, null for points, and is loose where lines set its
 * items apart; each item is Markdown of a list with nothing else in it. A row of a table is one only behind its head.
 */
export type Block =
  | { kind: 'text' | 'plain'; source: string }
  | { kind: 'code'; source: string; code: Code }
  | { kind: 'list'; start: number | null; isLoose: boolean; items: string[] }
  | { kind: 'table'; head: string; rows: string[] };

/** Every end of a line as Markdown knows it; what reads Markdown takes the separators of Unicode for one in some places and not in others. */
export const withLines = (text: string): string => (/[\r\u2028\u2029]/.test(text) ? text.replace(/\r\n?|[\u2028\u2029]/g, '\n') : text);

/**
 * The top-level blocks of a Markdown text that grows. What is added changes the last pieces or begins new ones, so only those are read again: the time
 * it takes depends on what is new, not on how long the text, or a list or table in it, has become. A text that does not go on from the one before is read
 * from its beginning.
 */
export class GrowingBlocks {
  private text = '';
  private tokens: readonly BlockToken[] = [];

  of(text: string): readonly Block[] {
    const given = withLines(text);
    if (!given.startsWith(this.text)) this.tokens = [];
    if (given !== this.text) this.growTo(given);
    this.text = given;
    return blocksOf(this.tokens);
  }

  /** Step by step, so that no more is read of a text of very many blocks than is laid out. */
  private growTo(text: string): void {
    let kept = settled(this.tokens);
    let tokens = kept;
    let from = lengthOf(kept);
    let to = from;
    while (to < text.length && kept.length < MOST_TOKENS) {
      to = Math.min(text.length, Math.max(to + STEP, from + 2 * (to - from)));
      tokens = [...kept, ...readOn(kept, text.slice(from, to))];
      kept = settled(tokens);
      from = lengthOf(kept);
    }
    const rest: BlockToken[] = to === text.length ? [] : [{ source: text.slice(to), kind: 'plain' }];
    this.tokens = [...tokens, ...rest];
  }
}

/**
 * All before the last blank line that has two blocks after it: without one between them, what comes later can still join blocks. In a list and in a table,
 * all before the last items and rows.
 */
function settled(tokens: readonly BlockToken[]): readonly BlockToken[] {
  let after = 0;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const isBlank = tokens[at]?.kind === 'space';
    if (after >= UNSETTLED && (isBlank || goesOnAfter(tokens, at))) return tokens.slice(0, at + 1);
    if (!isBlank) after += 1;
  }
  return [];
}

/** Whether the pieces behind one are of the same list or table. */
function goesOnAfter(tokens: readonly BlockToken[], at: number): boolean {
  const following = tokens.slice(at + 1, at + 1 + UNSETTLED);
  return (
    following.length === UNSETTLED && following.every((token) => token.kind === 'row' || (token.kind === 'item' && token.list === null))
  );
}

const lengthOf = (tokens: readonly BlockToken[]): number => tokens.reduce((length, { source }) => length + source.length, 0);

/** Reads what comes behind pieces that are settled; they may end within a list or a table. */
function readOn(kept: readonly BlockToken[], markdown: string): BlockToken[] {
  const last = kept.at(-1);
  if (last?.kind === 'item') {
    const [first, ...rest] = readBlocks(markdown);
    if (first === undefined) return [];
    return [first.kind === 'item' ? { ...first, list: null } : first, ...rest];
  }
  if (last?.kind !== 'row' && last?.kind !== 'head') return readBlocks(markdown);
  const head = kept.findLast(({ kind }) => kind === 'head')?.source ?? '';
  const [first, ...rest] = readBlocks(head + markdown);
  if (first === undefined) return [];
  return first.source === head ? rest : [{ ...first, source: first.source.slice(head.length) }, ...rest];
}

function blocksOf(tokens: readonly BlockToken[]): Block[] {
  const blocks: Block[] = [];
  let tableLength = 0;
  for (const token of tokens) {
    const last = blocks.at(-1);
    switch (token.kind) {
      case 'space':
        break;
      case 'item':
        if (token.list === null && last?.kind === 'list') {
          last.items.push(token.source);
          last.isLoose ||= token.isLoose;
        } else blocks.push({ kind: 'list', start: token.list?.start ?? null, isLoose: token.isLoose, items: [token.source] });
        break;
      case 'head':
        blocks.push({ kind: 'table', head: token.source, rows: [] });
        tableLength = token.source.length;
        break;
      case 'row':
        tableLength += token.source.length;
        if (last?.kind === 'plain') last.source += token.source;
        else if (last?.kind === 'table' && tableLength <= LONGEST_TABLE && last.rows.length < MOST_ROWS) last.rows.push(token.source);
        else blocks.push({ kind: 'plain', source: token.source });
        break;
      case 'code':
        blocks.push(token);
        break;
      case 'text':
      case 'plain':
        blocks.push({ ...token });
    }
  }
  return blocks;
}
