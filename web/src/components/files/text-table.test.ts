import { describe, expect, it } from 'vitest';
import type { Table } from './table-rows.ts';
import { textTable } from './text-table.ts';

const tableOf = (text: string): Table => textTable(text)[0]!;

describe('a table of text', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\r\n1\t2\r\n'],
    ['quotes', '"a","b"\n\n"1","2"'],
  ])('has its cells between %s', (_, text) => {
    expect(tableOf(text)).toEqual({
      name: '',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      isCut: false,
    });
  });

  it('keeps what stands in a cell: a comma, a quote, the end of a line, a formula as its text', () => {
    expect(tableOf('"a, b","say ""hi""","two\nlines",=1+1').rows).toEqual([['a, b', 'say "hi"', 'two\nlines', '=1+1']]);
  });

  it('is shown up to a thousand rows and a hundred columns, and says that there are more', () => {
    const rows = (count: number) => 'a,b\n'.repeat(count);
    expect(tableOf(rows(1000))).toMatchObject({ isCut: false });
    const long = tableOf(rows(1001));
    expect([long.rows.length, long.isCut]).toEqual([1000, true]);
    const wide = tableOf(`${Array.from({ length: 101 }, (_, at) => at).join(',')}\n`);
    expect([wide.rows[0]?.length, wide.isCut]).toEqual([100, true]);
  });

  it('has no cell that is longer than a person reads, and says that there is more', () => {
    expect(tableOf(`a,b\n${'가'.repeat(1000)},x\n`)).toMatchObject({ isCut: false });
    const { rows, isCut } = tableOf(`a,b\n${'가'.repeat(500_000)},x\n`);
    expect([rows[1]?.[0], rows[1]?.[1], isCut]).toEqual([`${'가'.repeat(1000)}…`, 'x', true]);
  });

  it('has no rows where there is nothing', () => {
    expect(tableOf('')).toEqual({ name: '', rows: [], isCut: false });
  });
});
