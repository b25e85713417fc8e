import { describe, expect, it } from 'vitest';
import { crc32 } from 'node:zlib';
import { sheetTables } from './sheet-tables.ts';

/** A zip archive of these files, none of them packed; `says`: to how much each claims to unpack. */
function archive(files: Readonly<Record<string, string>>, says: number | null = null): Uint8Array<ArrayBuffer> {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(says ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    local.push(entry);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, place, Buffer.from(name)]));
    at += entry.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...local, listed, end]));
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET = `<worksheet xmlns="${MAIN}"><sheetData>
  <row r="1"><c r="A1" t="inlineStr"><is><t>이름</t></is></c><c r="B1" t="inlineStr"><is><t>값</t></is></c></row>
  <row r="2"><c r="A2" t="inlineStr"><is><t>가</t></is></c><c r="B2"><v>1.5</v></c></row>
  <row r="3"><c r="B3" t="b"><v>1</v></c></row>
</sheetData></worksheet>`;
const WORKBOOK = {
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="첫 장" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': SHEET,
};

describe('a workbook', () => {
  it('has its sheets by name, each cell as text', async () => {
    expect(await sheetTables(archive(WORKBOOK))).toEqual([
      {
        name: '첫 장',
        rows: [
          ['이름', '값'],
          ['가', '1.5'],
          ['', 'true'],
        ],
        isCut: false,
      },
    ]);
  });

  it('has no more of a text that all its cells share than a page can show', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => {
      const cells = ['A', 'B', 'C', 'D'].map((column) => `<c r="${column}${row + 1}" t="s"><v>0</v></c>`);
      return `<row r="${row + 1}">${cells.join('')}</row>`;
    });
    const [table] = await sheetTables(
      archive({
        ...WORKBOOK,
        'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>${'가'.repeat(30_000)}</t></si></sst>`,
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
      }),
    );
    expect([table?.isCut, table?.rows[0]?.[0]]).toEqual([true, `${'가'.repeat(1000)}…`]);
    expect(table?.rows.flat().join('').length).toBeLessThan(200_001);
  });

  it('is not opened where it says that it unpacks to more than a page can hold', async () => {
    await expect(sheetTables(archive(WORKBOOK, 40 * 1024 * 1024))).rejects.toThrow('too large');
  });

  it('is refused where it is none', async () => {
    await expect(sheetTables(Uint8Array.from(Buffer.from('no workbook')))).rejects.toThrow();
  });
});
