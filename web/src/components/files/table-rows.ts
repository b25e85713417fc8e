import Papa from 'papaparse';

/** More is not shown: a page with a hundred thousand cells is none that anybody reads. */
const MOST_ROWS = 1000;
const MOST_COLUMNS = 100;

/** Cells as they are shown; `isCut`: there are more. */
export type Table = { name: string; rows: readonly (readonly string[])[]; isCut: boolean };

/** The cells of a text whose separator is found out. */
export function textTable(text: string): Table {
  const { data } = Papa.parse<string[]>(text, { preview: MOST_ROWS + 1, skipEmptyLines: 'greedy' });
  return cut('', data);
}

/** A workbook that says that it unpacks to more is not opened: it would take the page with it. */
const MOST_UNPACKED = 100 * 1024 * 1024;

/** The sheets of a workbook. Throws where it is none, or too large. */
export async function sheetTables(bytes: Uint8Array<ArrayBuffer>): Promise<Table[]> {
  if (unpackedSize(bytes) > MOST_UNPACKED) throw new Error('the workbook is too large to be shown');
  const { default: readWorkbook } = await import('read-excel-file/universal');
  const sheets = await readWorkbook(new Blob([bytes]));
  return sheets.map(({ sheet, data }) =>
    cut(
      sheet,
      data.map((row) => row.map(cellText)),
    ),
  );
}

function cut(name: string, rows: readonly (readonly string[])[]): Table {
  const isCut = rows.length > MOST_ROWS || rows.some((row) => row.length > MOST_COLUMNS);
  return { name, rows: rows.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS)), isCut };
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

const ENTRY = [0x50, 0x4b, 0x01, 0x02];
const SIZE_AT = 24;

/** What the entries of an archive (zip) say that they unpack to. */
function unpackedSize(bytes: Uint8Array<ArrayBuffer>): number {
  const view = new DataView(bytes.buffer);
  let size = 0;
  for (let at = bytes.indexOf(0x50); at >= 0 && at + SIZE_AT + 4 <= bytes.length; at = bytes.indexOf(0x50, at + 1))
    if (ENTRY.every((byte, index) => bytes[at + index] === byte)) size += view.getUint32(at + SIZE_AT, true);
  return size;
}
