/** More rows are not shown, nor more columns or sheets. */
export const MOST_ROWS = 1000;
const MOST_COLUMNS = 100;
const MOST_SHEETS = 50;
/** A longer cell is cut, and so are the cells of a row that has more. */
const LONGEST_CELL = 1000;
const LONGEST_ROW = 2000;
/** So much is shown in all, in characters: a browser takes seconds to lay out more, and nobody reads it. */
const MOST_SHOWN = 200_000;
/** An empty cell is as much to lay out as so many characters: no more than 10 000 cells are shown. */
const CELL = 20;
/** A sheet has its name, its frame and its place to focus, however few its cells. */
const SHEET = 10 * CELL;

/** A sheet as it is read, however large. */
export type Sheet = { name: string; rows: readonly (readonly unknown[])[] };
/** Cells as they are shown; `isCut`: there are more. */
export type Table = { name: string; rows: readonly (readonly string[])[]; isCut: boolean };

/** The sheets as far as a page can show them. */
export function shownTables(sheets: readonly Sheet[]): Table[] {
  const tables = sheets.slice(0, MOST_SHEETS).map(({ name, rows }) => {
    let isCut = sheets.length > MOST_SHEETS || rows.length > MOST_ROWS;
    const shown = rows.slice(0, MOST_ROWS).map((row) => {
      if (row.length > MOST_COLUMNS) isCut = true;
      let left = LONGEST_ROW;
      return row.slice(0, MOST_COLUMNS).map((cell) => {
        const text = textOf(cell);
        const most = Math.min(LONGEST_CELL, left);
        left -= Math.min(most, text.length);
        if (text.length <= most) return text;
        isCut = true;
        return `${text.slice(0, most)}…`;
      });
    });
    return { name: name.slice(0, LONGEST_CELL), rows: shown, isCut };
  });
  return firstRows(tables, MOST_SHOWN);
}

/** The first rows of the tables, as many as come to no more than `size`, in characters. Where there are more, the last table `isCut`. */
export function firstRows(tables: readonly Table[], size: number): Table[] {
  const first: Table[] = [];
  let left = size;
  for (const { name, rows, isCut } of tables) {
    left -= SHEET;
    const end = rows.findIndex((row) => (left -= sizeOf(row)) < 0);
    first.push({ name, rows: end < 0 ? rows : rows.slice(0, end), isCut: isCut || left < 0 });
    if (left < 0) break;
  }
  return first;
}

const sizeOf = (row: readonly string[]): number => row.reduce((size, cell) => size + CELL + cell.length, 0);

function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
