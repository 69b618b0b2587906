import fc from 'fast-check';
import { writeCsv } from '../../../src/reports/write-csv';

describe('writeCsv', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded ', '" padded "'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', `' =1+1`],
    ['\t=1+1', `'\t=1+1`],
    ['\r=1', `"'\r=1"`],
    ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
    ['a=1', 'a=1'],
  ])('writes %j as %j', (cell, field) => {
    expect(writeCsv(['c'], [[cell]])).toBe(`c\r\n${field}\r\n`);
  });

  it('defuses headings as well, and ends every line', () => {
    expect(writeCsv(['=a', 'b'], [])).toBe("'=a,b\r\n");
  });

  it('can be read back, but for the apostrophes', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '=', '-', '\t'),
    });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1 });

    fc.assert(
      fc.property(table, (rows) => {
        const read = readCsv(writeCsv(['x', 'y'], rows)).slice(1);

        expect(read.map((row) => row.map((field) => field.replace(/^'/, '')))).toEqual(rows);
        expect(read.flat().filter((field) => /^\s*[=+\-@]/.test(field))).toEqual([]);
      }),
    );
  });
});

/** As RFC 4180 says. */
function readCsv(text: string): string[][] {
  const field = /(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^",\r\n]*))(?<end>,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const { groups } of text.matchAll(field)) {
    const value = groups?.quoted?.replaceAll('""', '"') ?? groups?.plain ?? '';
    rows.at(-1)?.push(value);
    if (groups?.end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
