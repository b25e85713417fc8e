/** How a file is shown. */
export type FileKind = 'text' | 'markdown' | 'table' | 'sheet' | 'image' | 'pdf';

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['csv', 'table'],
  ['tsv', 'table'],
  ['xlsx', 'sheet'],
  ['pdf', 'pdf'],
  ['png', 'image'],
  ['jpg', 'image'],
  ['jpeg', 'image'],
  ['gif', 'image'],
  ['webp', 'image'],
  ['bmp', 'image'],
]);

/** The end of a file's name without its point, in small letters; empty where it has none. */
export const endingOf = (path: string): string => /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/**
 * By the end of its name; whatever has no kind of its own is looked at as text. So is a drawing (SVG), which a few lines can make take for ever to draw, and the
 * page waits for it.
 */
export const fileKind = (path: string): FileKind => KINDS.get(endingOf(path)) ?? 'text';

export const isDrawing = (path: string): boolean => endingOf(path) === 'svg';
