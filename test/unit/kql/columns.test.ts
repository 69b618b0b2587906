import fc from 'fast-check';
import { compileQuery, type KqlCell, type KqlTable } from '../../../src/kql/index';
import { kqlNow, rowsOf, tableOf } from '../../support/kql';

/** Rows written into the query: the same data without any column of a table. */
function written(rows: KqlCell[][]): string {
  const cells = rows.flat().map((cell) => (cell === null ? 'long(null)' : JSON.stringify(cell)));
  return `datatable(k:string, p:string, n:long)[${cells.join(', ')}]`;
}

const row = fc.tuple(
  fc.constantFrom('a', 'b', 'A', ''),
  fc.constantFrom('{"x":"1"}', '{"x":"2"}', '{"x":1}', 'x', ''),
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(null)),
);

describe('rows of a table and the same rows written into the query', () => {
  it.each([
    'T | extend x = tostring(parse_json(p).x) | distinct x, k',
    'T | extend d = parse_json(p) | where tostring(d.x) == "1" or k =~ "a" | project k, y = d.x, n',
    'T | extend m = n + 1, k = toupper(k) | extend l = m * 2 | where m > 0 | project l, k, m',
    'T | extend m = n % 2 | sort by m asc, k desc | extend r = row_number(), before = prev(k) | project r, before, k, m',
    'T | summarize count(), max(n), make_set(p) by k, tostring(parse_json(p).x)',
    'T | summarize arg_max(n, *) by k',
    'T | summarize arg_min(n, p), take_any(p) by upper = toupper(k)',
    'T | where n > 0 | top 2 by n | project-away p',
    'T | project-rename key = k | project-reorder n | take 2',
    'T | extend all = pack_all() | project all, i = column_ifexists("n", 0)',
    'T | project k, n | join kind=leftouter (T | extend n = n + 1 | distinct k, n) on k, n',
    'T | where k in ((T | where n == 1 | project k)) | count',
    'T | search "x" | project k, p, n',
    'search in (T) k:"a" | project-away $table',
    'union T, (T | extend n = n * 2) | summarize sum(n) by k',
    'T | mv-expand x = split(p, ":") to typeof(string) | distinct x',
    'T | parse p with * ":" rest | project rest, k',
    'let f = (A:(k:string, n:long)) { A | where k in ((A | where n > 0 | project k)) }; T | invoke f() | project k, n',
    'let t = materialize(T | extend m = n + 1); t | join kind=inner (t | distinct k) on k | project k, m',
    'T | distinct *',
  ])('give the same: %s', (query) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 5, maxLength: 12 }), (rows) => {
        const table = tableOf('T', { k: 'string', p: 'string', n: 'long' }, rows);
        const inline = rowsOf(`let T = ${written(rows)};\n${query}`);

        expect(rowsOf(query, [table])).toEqual(inline);
      }),
      { numRuns: 5 },
    );
  });
});

describe('a column', () => {
  it('keeps what no plain number is: null, large longs, NaN', () => {
    const cells = [1, null, 9_007_199_254_740_993n, -(2n ** 63n), 0];
    const longs = tableOf(
      'T',
      { n: 'long' },
      cells.map((cell) => [cell]),
    );
    const reals = tableOf('R', { x: 'real' }, [[Number.NaN], [null], [Number.POSITIVE_INFINITY]]);

    expect(rowsOf('T', [longs]).flat()).toEqual(cells);
    expect(rowsOf('R', [reals]).flat()).toEqual([Number.NaN, null, Number.POSITIVE_INFINITY]);
  });

  it('groups NaN with NaN, 0 with -0, and null apart from everything', () => {
    const cells = [Number.NaN, 0, -0, null, Number.NaN, null, 1e-5];
    const table = tableOf(
      'T',
      { x: 'real' },
      cells.map((cell) => [cell]),
    );

    const rows = rowsOf('T | summarize c = count() by x', [table]);

    expect(rows.map(([, count]) => count)).toEqual([2, 2, 2, 1]);
  });

  it('keeps flags, guids, times and dynamics', () => {
    const cells = [true, 'ab12cd34-0000-0000-0000-000000000001', '0001-01-01T00:00:00Z', [1, null]];
    const types = { b: 'bool', g: 'guid', t: 'datetime', d: 'dynamic' } as const;
    const table = tableOf('T', types, [cells, [null, null, null, null]]);

    expect(rowsOf('T', [table])).toEqual([cells, [null, null, null, null]]);
  });

  it('of very many different texts still finds equal ones', () => {
    const texts = Array.from({ length: 200_010 }, (_, index) => `t${index}`);
    const table = tableOf(
      'T',
      { t: 'string' },
      [...texts, 't3', 't200009'].map((text) => [text]),
    );

    const [row] = rowsOf('T | extend l = strlen(t) | summarize count(), dcount(t), max(l)', [
      table,
    ]);
    const groups = rowsOf('T | summarize c = count() by t | where c > 1 | project t', [table]);

    expect(row).toEqual([200_012, 200_010, 7]);
    expect(groups.flat()).toEqual(['t3', 't200009']);
  });

  it('that refuses a cell leaves no half of a row behind', () => {
    const table = tableOf('T', { a: 'string', n: 'long' }, [['x', 1]]);

    expect(() => table.append(['y', 'no number'], kqlNow)).toThrow(/n takes long/);
    table.append(['z', 2], kqlNow);

    expect(rowsOf('T', [table])).toEqual([
      ['x', 1],
      ['z', 2],
    ]);
  });
});

describe('a compiled query', () => {
  const query = 'T | extend u = toupper(k) | where u != "B" | summarize c = count() by u';

  function run(table: KqlTable, compiled = compileQuery(query, [table])): KqlCell[][] {
    return compiled.run({ tables: [table], now: kqlNow }).rows;
  }

  it('sees rows that came since its last run', () => {
    const table = tableOf('T', { k: 'string' }, [['a'], ['b']]);
    const compiled = compileQuery(query, [table]);
    run(table, compiled);
    table.append(['c'], kqlNow);
    table.append(['a'], kqlNow);

    expect(run(table, compiled)).toEqual([
      ['A', 2],
      ['C', 1],
    ]);
  });

  it('remembers nothing of another table of the same columns', () => {
    const [first, second] = [
      ['a', 'b', 'c'],
      ['x', 'a'],
    ].map((texts) =>
      tableOf(
        'T',
        { k: 'string' },
        texts.map((text) => [text]),
      ),
    ) as [KqlTable, KqlTable];
    const compiled = compileQuery(query, [first]);

    expect([run(first, compiled), run(second, compiled), run(first, compiled)]).toEqual([
      [
        ['A', 1],
        ['C', 1],
      ],
      [
        ['X', 1],
        ['A', 1],
      ],
      [
        ['A', 1],
        ['C', 1],
      ],
    ]);
  });
});
