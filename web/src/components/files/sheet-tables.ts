import readWorkbook from 'read-excel-file/universal';
import { shownTables, type Table } from './table-rows.ts';

/** A workbook that says that it unpacks to more is not opened. */
const MOST_UNPACKED = 100 * 1024 * 1024;

/** The sheets of a workbook. Throws where it is none, or too large. */
export async function sheetTables(bytes: Uint8Array<ArrayBuffer>): Promise<Table[]> {
  if (unpackedSize(bytes) > MOST_UNPACKED) throw new Error('the workbook is too large to be shown');
  const sheets = await readWorkbook(new Blob([bytes]));
  return shownTables(sheets.map(({ sheet, data }) => ({ name: sheet, rows: data })));
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
