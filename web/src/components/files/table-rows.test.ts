import { describe, expect, it } from 'vitest';
import { firstRows, type Sheet, shownTables, type Table } from './table-rows.ts';

const sheet = (rows: number, columns: number, cell = ''): Sheet => ({
  name: '장',
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
});
const cellsOf = (tables: readonly Table[]): string[] => tables.flatMap(({ rows }) => rows.flat());
const charactersOf = (tables: readonly Table[]): number => cellsOf(tables).join('').length;

describe('what is shown of tables', () => {
  it('is all of them where they are of a usual size', () => {
    const [table] = shownTables([sheet(400, 10, '서울특별시')]);
    expect([table?.rows.length, table?.isCut]).toEqual([400, false]);
  });

  it('is no more than a page can lay out, in cells, in characters and in one row', () => {
    const many = shownTables([sheet(1000, 100)]);
    expect([cellsOf(many).length < 10_001, many[0]?.isCut]).toEqual([true, true]);
    const long = shownTables([sheet(1000, 100, '가'.repeat(30_000))]);
    expect(long[0]?.isCut).toBe(true);
    expect(charactersOf(long)).toBeLessThan(200_001);
    expect(long[0]?.rows[0]?.join('').replaceAll('…', '')).toHaveLength(2000);
  });

  it('is fifty sheets, which share what is shown; a sheet says whether there is more', () => {
    const few = shownTables(Array.from({ length: 50 }, () => sheet(1, 1, 'x')));
    expect([few.length, few.some(({ isCut }) => isCut)]).toEqual([50, false]);
    const many = shownTables(Array.from({ length: 10_000 }, () => sheet(1, 1, 'x')));
    expect([many.length, many.at(-1)?.isCut]).toEqual([50, true]);
    const large = shownTables([sheet(3, 3), ...Array.from({ length: 25 }, () => sheet(1000, 100))]);
    expect(cellsOf(large).length).toBeLessThan(10_001);
    expect([large[0]?.isCut, large.at(-1)?.isCut]).toEqual([false, true]);
  });

  it('comes a few rows at a time, until it is there', () => {
    const tables = shownTables([sheet(300, 5, '서울'), sheet(2, 2)]);
    const counts = [4000, 8000, 200_000].map((size) => firstRows(tables, size).map(({ rows }) => rows.length));
    expect(counts).toEqual([[34], [70], [300, 2]]);
  });

  it('has a whole row in every piece that a page lays out', () => {
    expect(firstRows(shownTables([sheet(9, 100, '가'.repeat(30_000))]), 4400)[0]?.rows).toHaveLength(1);
  });
});
