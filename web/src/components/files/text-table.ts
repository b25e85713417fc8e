import Papa from 'papaparse';
import { MOST_ROWS, shownTables, type Table } from './table-rows.ts';

/** The cells of a text whose separator is found out. */
export function textTable(text: string): Table[] {
  const { data } = Papa.parse<string[]>(text, { preview: MOST_ROWS + 1, skipEmptyLines: 'greedy' });
  return shownTables([{ name: '', rows: data }]);
}
