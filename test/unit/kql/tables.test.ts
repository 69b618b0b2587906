import { compileQuery, createTable, type KqlType, loadParser } from '../../../src/kql/index';
import { evaluate, kqlNow, rowsOf, tableOf } from '../../support/kql';

const types = { TimeGenerated: 'datetime', n: 'long' } as const;

function logs(): ReturnType<typeof tableOf> {
  const table = tableOf(
    'Logs',
    types,
    [['2026-01-01T00:00:00Z', 1]],
    new Date('2026-01-01T00:01:00Z'),
  );
  table.append(['2026-01-01T00:05:00Z', 2], new Date('2026-01-01T00:09:00Z'));
  table.append([null, 3], new Date('2026-01-01T00:02:00Z'));
  return table;
}

describe('createTable', () => {
  it.each<[KqlType, unknown, unknown]>([
    ['string', 'a', 'a'],
    ['string', null, ''],
    ['string', undefined, ''],
    ['long', 5, 5],
    ['long', 9007199254740993n, 9007199254740993n],
    ['long', 7n, 7],
    ['long', null, null],
    ['int', -5, -5],
    ['real', 1.5, 1.5],
    ['decimal', 1.5, 1.5],
    ['bool', true, true],
    ['datetime', '2026-01-01T00:00:00.1234567Z', '2026-01-01T00:00:00.1234567Z'],
    ['datetime', new Date('2026-01-01T00:00:00.5Z'), '2026-01-01T00:00:00.5Z'],
    ['timespan', '1.00:00:00', '1.00:00:00'],
    ['guid', '74BE27DE-1E4E-49D9-B579-FE0B331D3642', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
    ['dynamic', { a: [1, null, { b: 'x' }], u: undefined }, { a: [1, null, { b: 'x' }], u: null }],
    ['dynamic', 'text', 'text'],
    ['dynamic', null, null],
  ])('keeps a %s', (type, cell, expected) => {
    const table = tableOf('T', { x: type }, [[cell]]);

    expect(rowsOf('T', [table])).toEqual([[expected]]);
  });

  it.each<[KqlType, unknown, string]>([
    ['string', 5, 'x takes string, not number 5'],
    ['long', 1.5, 'x takes long, not number 1.5'],
    ['long', 2n ** 64n, 'x takes long, not bigint 18446744073709551616'],
    ['long', '5', 'x takes long, not string "5"'],
    ['int', 3_000_000_000, 'x takes int, not number 3000000000'],
    ['real', 'x', 'x takes real, not string "x"'],
    ['decimal', true, 'x takes decimal, not boolean true'],
    ['bool', 1, 'x takes bool, not number 1'],
    ['datetime', 'soon', 'x takes datetime, not string "soon"'],
    ['datetime', new Date(Number.NaN), 'x takes datetime, not object Invalid Date'],
    ['timespan', 5, 'x takes timespan, not number 5'],
    ['guid', 'no', 'x takes guid, not string "no"'],
    ['dynamic', kqlNow.getDay, 'x takes dynamic, not function'],
  ])('refuses a wrong %s', (type, cell, message) => {
    const table = createTable('T', [{ name: 'x', type }]);

    expect(() => table.append([cell], kqlNow)).toThrow(message);
    expect(table.size).toBe(0);
  });

  it('refuses a row of another width', () => {
    const table = createTable('T', [{ name: 'x', type: 'long' }]);

    expect(() => table.append([1, 2], kqlNow)).toThrow('T has 1 columns, not 2');
  });

  it('counts its rows', () => {
    expect(logs().size).toBe(3);
  });
});

describe('a run', () => {
  it('reads rows of its time span, the end excluded', () => {
    const table = logs();
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

    const run = (timespan: { from?: Date; to?: Date }) =>
      evaluate('Logs | project n', [table], { timespan }).rows.flat();

    expect(run({})).toEqual([1, 2, 3]);
    expect(run({ from: at(0), to: at(5) })).toEqual([1]);
    expect(run({ from: at(1) })).toEqual([2]);
    expect(run({ to: at(6) })).toEqual([1, 2]);
  });

  it('does not see what is ingested later', () => {
    const visibleUntil = new Date('2026-01-01T00:03:00Z');

    expect(evaluate('Logs | project n', [logs()], { visibleUntil }).rows).toEqual([[1], [3]]);
  });

  it('sees rows appended after the query was compiled', () => {
    const table = logs();
    const query = compileQuery('Logs | summarize count(), toscalar(Logs | count)', [table]);
    const before = query.run({ tables: [table], now: kqlNow }).rows;
    table.append(['2026-01-01', 4], kqlNow);

    const after = query.run({ tables: [table], now: kqlNow }).rows;

    expect(before).toEqual([[3, 3]]);
    expect(after).toEqual([[4, 4]]);
  });

  it('knows when a row was ingested, as long as rows are the table’s', () => {
    const query = 'Logs | extend m = n | where n == 2 | sort by n | project at = ingestion_time()';

    expect(rowsOf(query, [logs()])).toEqual([['2026-01-01T00:09:00Z']]);
    expect(rowsOf('Logs | distinct n | take 1 | extend at = ingestion_time()', [logs()])).toEqual([
      [1, null],
    ]);
    expect(
      rowsOf('Logs | parse tostring(n) with x | take 1 | project x, ingestion_time()', [logs()]),
    ).toEqual([['1', '2026-01-01T00:01:00Z']]);
    expect(rowsOf('Logs | summarize max(ingestion_time())', [logs()])).toEqual([
      ['2026-01-01T00:09:00Z'],
    ]);
  });

  it('gives a column only if it exists', () => {
    const query = `Logs | take 1 | project a = column_ifexists("n", 0), b = column_ifexists("nope", "none"),
      c = columnifexists("n", 0)`;

    expect(rowsOf(query, [logs()])).toEqual([[1, 'none', 1]]);
  });

  it('packs all columns of a row', () => {
    const query = 'Logs | where isnull(TimeGenerated) | project pack_all(), pack_all(true)';

    expect(rowsOf(query, [logs()])).toEqual([[{ TimeGenerated: null, n: 3 }, { n: 3 }]]);
  });

  it('refuses tables that are not those it was compiled for', () => {
    const query = compileQuery('Logs | count', [logs()]);
    const other = tableOf('Logs', { n: 'long', TimeGenerated: 'datetime' }, []);

    expect(() => query.run({ tables: [], now: kqlNow })).toThrow(
      "The table 'Logs' is not there as it was described",
    );
    expect(() => query.run({ tables: [other], now: kqlNow })).toThrow('Logs');
    expect(() =>
      query.run({
        tables: [{ ...other, columns: [], append: other.append, size: 0, name: 'x' }],
        now: kqlNow,
      }),
    ).toThrow();
  });

  it('says its columns before it runs', () => {
    const query = compileQuery('Logs | extend m = tostring(n)', [logs()]);

    expect(query.columns).toEqual([
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'n', type: 'long' },
      { name: 'm', type: 'string' },
    ]);
  });

  it('can load the parser ahead, more than once', () => {
    loadParser();

    expect(() => loadParser()).not.toThrow();
  });
});
