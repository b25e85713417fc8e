import { cutText } from '@oma/contract';
import { diffArrays, diffLines } from 'diff';

export type Piece = { text: string; isChanged: boolean };
/** A line of a comparison: in both texts, only in the one before, or only in the one after. `skipped`: so many of them, or of any kind, are left out. */
export type DiffLine = { kind: LineKind; pieces: Piece[] } | { kind: 'skipped'; of: LineKind | 'any'; count: number };
type LineKind = 'same' | 'removed' | 'added';

/** How many lines that are the same stand around a change. */
const CONTEXT = 2;
/** Longer passages are told as wholes: their words have little in common, and looking for it takes long. */
const MAX_WORDS_LENGTH = 4000;
/** Comparing takes time by the square of how many lines, or words of a passage, are different: of more it is only told where the first and the last are. */
const MOST_CHANGED_LINES = 1000;
const MOST_CHANGED_WORDS = 80;
/** So much of a passage that went or came as a whole is shown, and of the comparison: nobody reads more of it. */
const MOST_OF_PASSAGE = 300;
const MOST_LINES = 1000;
/** And so much of a line and of all lines, in UTF-16 units: a browser takes long to break a long line. */
const MOST_OF_LINE = 1000;
const MOST_SHOWN = 100_000;

/** Words are what stands between spaces, as Korean is written. */
const wordsOf = (text: string): string[] => text.split(/(\s+)/);

/** The last line counts as one like all others. */
const ended = (text: string): string => (text === '' ? '' : `${text}\n`);

/** Compares two texts line by line, and lines that were changed word by word. Takes no longer for texts that have little in common, but tells less. */
export function compareTexts(before: string, after: string): DiffLine[] {
  const blocks =
    diffLines(ended(before), ended(after), { maxEditLength: MOST_CHANGED_LINES }) ??
    asWholes(linesOf(ended(before)), linesOf(ended(after)));
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
  return withoutRest(withoutFarLines(lines).map(shortened));
}

/** A line that is too long is cut, and says so. */
function shortened(line: DiffLine): DiffLine {
  if (line.kind === 'skipped' || lengthOf(line) <= MOST_OF_LINE) return line;
  let left = MOST_OF_LINE;
  const pieces = line.pieces.flatMap(({ text, isChanged }): Piece[] => {
    const part = cutText(text, left);
    left -= text.length;
    return part === '' ? [] : [{ text: left < 0 ? `${part}…` : part, isChanged }];
  });
  return { kind: line.kind, pieces };
}

/** Only the first lines, and how many there are besides. */
function withoutRest(lines: readonly DiffLine[]): DiffLine[] {
  let left = MOST_SHOWN;
  const at = lines.findIndex((line, index) => {
    left -= lengthOf(line);
    return index >= MOST_LINES || left < 0;
  });
  if (at < 0) return [...lines];
  return [...lines.slice(0, at), { kind: 'skipped', of: 'any', count: lines.slice(at).reduce((sum, line) => sum + countOf(line), 0) }];
}

const lengthOf = (line: DiffLine): number => (line.kind === 'skipped' ? 0 : line.pieces.reduce((sum, { text }) => sum + text.length, 0));

const countOf = (line: DiffLine): number => (line.kind === 'skipped' ? line.count : 1);

type Passage = { value: string; removed: boolean; added: boolean };

/** All between the lines that both texts begin with and those that both end with. */
function asWholes(before: readonly string[], after: readonly string[]): Passage[] {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < most - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const passage = (lines: readonly string[], kind: LineKind): Passage[] =>
    lines.length === 0 ? [] : [{ value: `${lines.join('\n')}\n`, removed: kind === 'removed', added: kind === 'added' }];
  return [
    ...passage(before.slice(0, first), 'same'),
    ...passage(before.slice(first, before.length - last), 'removed'),
    ...passage(after.slice(first, after.length - last), 'added'),
    ...passage(before.slice(before.length - last), 'same'),
  ];
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

function wholeLines(text: string, kind: LineKind): DiffLine[] {
  const lines = linesOf(text);
  const most = kind === 'same' ? lines.length : MOST_OF_PASSAGE;
  const shown = lines.slice(0, most).map((line): DiffLine => ({ kind, pieces: [{ text: line, isChanged: false }] }));
  return lines.length <= most ? shown : [...shown, { kind: 'skipped', of: kind, count: lines.length - most }];
}

function changedLines(before: string, after: string): DiffLine[] {
  const parts =
    before.length + after.length > MAX_WORDS_LENGTH
      ? undefined
      : diffArrays(wordsOf(before.replace(/\n$/, '')), wordsOf(after.replace(/\n$/, '')), { maxEditLength: MOST_CHANGED_WORDS });
  if (parts === undefined) return [...wholeLines(before, 'removed'), ...wholeLines(after, 'added')];
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

function piecedLines(pieces: readonly Piece[], kind: LineKind): DiffLine[] {
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
    else if (last?.kind === 'skipped' && last.of === 'same') last.count += 1;
    else shown.push({ kind: 'skipped', of: 'same', count: 1 });
  }
  return shown;
}
