import { diffArrays, diffLines } from 'diff';

export type Piece = { text: string; isChanged: boolean };
/** A line of a comparison: in both texts, only in the one before, or only in the one after. `skipped`: so many lines that are in both are left out. */
export type DiffLine = { kind: 'same' | 'removed' | 'added'; pieces: Piece[] } | { kind: 'skipped'; count: number };

/** How many lines that are the same stand around a change. */
const CONTEXT = 2;
/** Longer passages are told as wholes: their words have little in common, and looking for it takes long. */
const MAX_WORDS_LENGTH = 4000;

/** Words are what stands between spaces, as Korean is written. */
const wordsOf = (text: string): string[] => text.split(/(\s+)/);

/** The last line counts as one like all others. */
const ended = (text: string): string => (text === '' ? '' : `${text}\n`);

/** Compares two texts line by line, and lines that were changed word by word. */
export function compareTexts(before: string, after: string): DiffLine[] {
  const blocks = diffLines(ended(before), ended(after));
  const lines: DiffLine[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    const next = blocks[at + 1];
    if (block === undefined) break;
    if (block.removed && next?.added === true) {
      lines.push(...changedLines(block.value, next.value));
      at += 1;
    } else lines.push(...wholeLines(block.value, block.removed ? 'removed' : block.added ? 'added' : 'same'));
  }
  return withoutFarLines(lines);
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

const wholeLines = (text: string, kind: 'same' | 'removed' | 'added'): DiffLine[] =>
  linesOf(text).map((line) => ({ kind, pieces: [{ text: line, isChanged: false }] }));

function changedLines(before: string, after: string): DiffLine[] {
  if (before.length + after.length > MAX_WORDS_LENGTH) return [...wholeLines(before, 'removed'), ...wholeLines(after, 'added')];
  const parts = diffArrays(wordsOf(before.replace(/\n$/, '')), wordsOf(after.replace(/\n$/, '')));
  return [
    ...piecedLines(
      parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value.join(''), isChanged: removed })),
      'removed',
    ),
    ...piecedLines(
      parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value.join(''), isChanged: added })),
      'added',
    ),
  ];
}

function piecedLines(pieces: readonly Piece[], kind: 'removed' | 'added'): DiffLine[] {
  const lines: Piece[][] = [[]];
  for (const { text, isChanged } of pieces) {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (line !== '') lines.at(-1)?.push({ text: line, isChanged });
    }
  }
  return lines.map((line) => ({ kind, pieces: line }));
}

function withoutFarLines(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== 'same'));
  const shown: DiffLine[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear[at] === true) shown.push(line);
    else if (last?.kind === 'skipped') last.count += 1;
    else shown.push({ kind: 'skipped', count: 1 });
  }
  return shown;
}
