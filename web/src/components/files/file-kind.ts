/** How a file is shown. */
export type FileKind = 'text' | 'markdown' | 'table' | 'sheet' | 'image' | 'pdf';

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
};
const KINDS: Readonly<Record<string, FileKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  csv: 'table',
  tsv: 'table',
  xlsx: 'sheet',
  pdf: 'pdf',
};

/** The end of a file's name without its point, in small letters; empty where it has none. */
export const endingOf = (path: string): string => /[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

export const imageTypeOf = (path: string): string | undefined => IMAGE_TYPES[endingOf(path)];

/** By the end of its name; whatever has no kind of its own is looked at as text. */
export const fileKind = (path: string): FileKind => (imageTypeOf(path) === undefined ? (KINDS[endingOf(path)] ?? 'text') : 'image');
