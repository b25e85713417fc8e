import { inflateSync } from 'node:zlib';
import { zipText } from './zip-entries.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text in a piece of XML, without its tags. */
export const xmlText = (xml: string): string =>
  xml
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name = '') =>
      code === undefined ? (ENTITIES[String(name)] ?? '') : String.fromCodePoint(Number(code)),
    );

/** What stands in the cells of a workbook's sheet, row by row; empty cells at the end of a row are left out. Its numbers are those of the file. */
export function sheetRows(workbook: Buffer, sheet: number): string[][] {
  const xml = zipText(workbook, `xl/worksheets/sheet${sheet}.xml`);
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c [^>]*?(?:\/>|>(.*?)<\/c>)/gs)].map(([, cell = '']) => xmlText(cell)),
  );
}

/** The names of a workbook's sheets, in their order. */
export const sheetNames = (workbook: Buffer): string[] =>
  [...zipText(workbook, 'xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = '']) => xmlText(name));

/** The paragraphs of a Word file, those in the cells of its tables among them. */
export const wordParagraphs = (document: Buffer): string[] =>
  [...zipText(document, 'word/document.xml').matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) => xmlText(paragraph));

/** A picture as rows of brightness, from 0 to 255, and how many colours it has. */
export type Picture = { width: number; height: number; rows: readonly Uint8Array[]; colours: number };

/** Reads a PNG file of eight bits a channel. Throws where it is none. */
export function readPng(file: Buffer): Picture {
  if (file.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG file');
  const data: Buffer[] = [];
  let header: Buffer | null = null;
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const kind = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    if (kind === 'IHDR') header = body;
    if (kind === 'IDAT') data.push(body);
  }
  const channels = header?.[9] === 6 ? 4 : header?.[9] === 2 ? 3 : 0;
  if (header === null || header[8] !== 8 || channels === 0 || header[12] !== 0) throw new Error('a PNG file of another kind');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const colours = new Set<number>();
  const rows: Uint8Array[] = [];
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    const line = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    const now = new Uint8Array(stride);
    for (let x = 0; x < stride; x += 1) {
      const [left, up, corner] = [
        x < channels ? 0 : (now[x - channels] ?? 0),
        above[x] ?? 0,
        x < channels ? 0 : (above[x - channels] ?? 0),
      ];
      now[x] = (line[x] ?? 0) + predicted(filter, left, up, corner);
    }
    const grey = new Uint8Array(width);
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = now.subarray(x * channels, x * channels + 3);
      colours.add((red << 16) | (green << 8) | blue);
      grey[x] = (red + green + blue) / 3;
    }
    rows.push(grey);
    above = now;
  }
  return { width, height, rows, colours: colours.size };
}

/** What a filter of PNG (https://www.w3.org/TR/png-3/#9Filters) has taken off a byte. */
function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
    default:
      return 0;
  }
}

/** A sign as it is drawn: columns of brightness. */
type Sign = readonly (readonly number[])[];

const isInk = (grey: number): boolean => grey < 128;

/** The signs of the topmost line of text in the middle of a picture, from left to right. A letter of several parts that do not touch counts as several. */
function signsOfTitle({ rows, width }: Picture): Sign[] {
  const middle = rows.map((row) => row.subarray(width / 4, (3 * width) / 4));
  const first = middle.findIndex((row) => row.some(isInk));
  const after = middle.findIndex((row, index) => index > first && !row.some(isInk));
  const title = middle.slice(first, after);
  const signs: number[][][] = [];
  let isInside = false;
  for (let x = 0; x < (title[0]?.length ?? 0); x += 1) {
    const column = title.map((row) => row[x] ?? 255);
    const hasInk = column.some(isInk);
    if (hasInk && !isInside) signs.push([]);
    if (hasInk) signs.at(-1)?.push(column);
    isInside = hasInk;
  }
  return signs;
}

/** Whether two signs are the same drawing, up to a part of a pixel. */
function areAlike(one: Sign, other: Sign): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  const differences = one.slice(0, other.length).flatMap((column, x) => column.map((grey, y) => Math.abs(grey - (other[x]?.[y] ?? 255))));
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length < 25;
}

/** How many different drawings the title of a picture is made of. What a font draws for signs that it lacks is the same box for all of a script. */
export function drawingsInTitle(picture: Picture): number {
  const different: Sign[] = [];
  for (const sign of signsOfTitle(picture)) if (!different.some((known) => areAlike(known, sign))) different.push(sign);
  return different.length;
}
