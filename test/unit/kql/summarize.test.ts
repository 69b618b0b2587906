import fc from 'fast-check';
import { evaluate, firstColumn, rowsOf, tableOf } from '../../support/kql';

const visits = tableOf(
  'Visits',
  { who: 'string', n: 'long', r: 'real', at: 'datetime', d: 'dynamic' },
  [
    ['ann', 1, 0.5, '2026-01-01T00:00:00Z', { a: 1 }],
    ['bob', 2, 1.5, '2026-01-01T00:04:00Z', { b: 2 }],
    ['ann', 3, null, '2026-01-01T00:06:00Z', { a: 9, c: 3 }],
    ['bob', null, 2.5, '2026-01-01T00:11:00Z', null],
  ],
);

describe('summarize', () => {
  it.each<[string, unknown]>([
    ['count()', 4],
    ['countif(n > 1)', 2],
    ['dcount(who)', 2],
    ['dcount(who, 4)', 2],
    ['dcountif(who, n > 2)', 1],
    ['count_distinct(who)', 2],
    ['count_distinctif(who, n == 1)', 1],
    ['sum(n)', 6],
    ['sum(r)', 4.5],
    ['sumif(n, who == "ann")', 4],
    ['sum(n * 1m)', '00:06:00'],
    ['avg(n)', 2],
    ['avg(r)', 1.5],
    ['avgif(n, who == "ann")', 2],
    ['avg(n * 1m)', '00:02:00'],
    ['min(n)', 1],
    ['max(n)', 3],
    ['minif(n, n > 1)', 2],
    ['maxif(n, n < 3)', 2],
    ['max(at)', '2026-01-01T00:11:00Z'],
    ['min(at)', '2026-01-01T00:00:00Z'],
    ['max(who)', 'bob'],
    ['stdev(n)', 1],
    ['stdevif(n, n < 3)', Math.SQRT1_2],
    ['variance(n)', 1],
    ['varianceif(n, n == 1)', 0],
    ['round(stdevp(n), 3)', 0.816],
    ['round(variancep(n), 3)', 0.667],
    ['percentile(n, 50)', 2],
    ['percentile(n, 0)', 1],
    ['percentile(n, 100)', 3],
    ['percentiles_array(n, 50, 100)', [2, 3]],
    ['percentiles_array(n, dynamic([0, 50]))', [1, 2]],
    ['make_list(n)', [1, 2, 3]],
    ['make_list(n, 2)', [1, 2]],
    ['make_list(at, 1)', ['2026-01-01T00:00:00.0000000Z']],
    ['make_list_if(n, who == "ann")', [1, 3]],
    ['make_list_with_nulls(n)', [1, 2, 3, null]],
    ['make_set(who)', ['ann', 'bob']],
    ['make_set(who, 1)', ['ann']],
    ['make_set_if(who, n > 2)', ['ann']],
    ['make_bag(d)', { a: 1, b: 2, c: 3 }],
    ['make_bag_if(d, who == "bob")', { b: 2 }],
    ['take_any(who)', 'ann'],
    ['take_anyif(who, n == 2)', 'bob'],
    ['any(n)', 1],
    ['arg_max(n, who)', 3],
    ['round(avg(r), 0) + count()', 6],
    ['strcat(tostring(max(n)), "/", tostring(count()))', '3/4'],
    ['1 + 1', 2],
  ])('%s is %p', (aggregate, expected) => {
    expect(firstColumn(`Visits | summarize ${aggregate}`, [visits])).toEqual([expected]);
  });

  it.each<[string, unknown]>([
    ['count()', 0],
    ['sum(n)', 0],
    ['sum(r)', 0],
    ['avg(n)', Number.NaN],
    ['avg(1h)', null],
    ['max(n)', null],
    ['max(who)', ''],
    ['stdev(n)', 0],
    ['variancep(n)', 0],
    ['percentile(n, 50)', null],
    ['make_list(n)', []],
    ['make_set(n)', []],
    ['make_bag(d)', {}],
    ['dcount(n)', 0],
    ['take_any(n)', null],
    ['take_any(who)', ''],
  ])('%s of nothing is %p', (aggregate, expected) => {
    expect(rowsOf(`Visits | where false | summarize ${aggregate}`, [visits])).toEqual([[expected]]);
  });

  it.each<[string, string[], unknown[][]]>([
    [
      'count() by who',
      ['who', 'count_'],
      [
        ['ann', 2],
        ['bob', 2],
      ],
    ],
    ['by who', ['who'], [['ann'], ['bob']]],
    [
      'total = sum(n) by name = toupper(who)',
      ['name', 'total'],
      [
        ['ANN', 4],
        ['BOB', 2],
      ],
    ],
    [
      'count() by bin(at, 5m)',
      ['at', 'count_'],
      [
        ['2026-01-01T00:00:00Z', 2],
        ['2026-01-01T00:05:00Z', 1],
        ['2026-01-01T00:10:00Z', 1],
      ],
    ],
    [
      'count() by n',
      ['n', 'count_'],
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [null, 1],
      ],
    ],
    [
      'count() by who, big = n > 1',
      ['who', 'big', 'count_'],
      [
        ['ann', false, 1],
        ['bob', true, 1],
        ['ann', true, 1],
        ['bob', null, 1],
      ],
    ],
    [
      'arg_max(n, at) by who',
      ['who', 'n', 'at'],
      [
        ['ann', 3, '2026-01-01T00:06:00Z'],
        ['bob', 2, '2026-01-01T00:04:00Z'],
      ],
    ],
    [
      'arg_min(n, *) by who',
      ['who', 'n', 'r', 'at', 'd'],
      [
        ['ann', 1, 0.5, '2026-01-01T00:00:00Z', { a: 1 }],
        ['bob', 2, 1.5, '2026-01-01T00:04:00Z', { b: 2 }],
      ],
    ],
    [
      'take_any(*) by who',
      ['who', 'n', 'r', 'at', 'd'],
      [
        ['ann', 1, 0.5, '2026-01-01T00:00:00Z', { a: 1 }],
        ['bob', 2, 1.5, '2026-01-01T00:04:00Z', { b: 2 }],
      ],
    ],
    [
      'take_any(n, r) by who',
      ['who', 'n', 'r'],
      [
        ['ann', 1, 0.5],
        ['bob', 2, 1.5],
      ],
    ],
    [
      'percentiles(n, 50, 100) by who',
      ['who', 'percentile_n_50', 'percentile_n_100'],
      [
        ['ann', 1, 3],
        ['bob', 2, 2],
      ],
    ],
    [
      'max(n), dcount(n) by tostring(d.a)',
      ['d_a', 'max_n', 'dcount_n'],
      [
        ['1', 1, 1],
        ['', 2, 1],
        ['9', 3, 1],
      ],
    ],
  ])('%s', (clause, names, rows) => {
    const result = evaluate(`Visits | summarize ${clause}`, [visits]);

    expect(result.columns.map((column) => column.name)).toEqual(names);
    expect(result.rows).toEqual(rows);
  });

  it('has no row for no input where it groups', () => {
    expect(rowsOf('Visits | where false | summarize count() by who', [visits])).toEqual([]);
  });

  it('stops when enough groups are there', () => {
    expect(rowsOf('Visits | summarize count() by n | take 2', [visits])).toHaveLength(2);
  });

  it('adds 64-bit numbers without rounding', () => {
    const query =
      'datatable(n:long)[9007199254740993, 9007199254740993] | summarize sum(n), max(n), dcount(n)';

    expect(rowsOf(query)).toEqual([[18014398509481986n, 9007199254740993n, 1]]);
  });

  it('tells thousands of groups apart', () => {
    const query = `range x from 1 to 6000 step 1
      | extend a = x % 3000, b = tostring(x % 7), at = datetime(2026-01-01) + x * 1s
      | summarize count() by a, b, bin(at, 1h)
      | summarize groups = count(), rows = sum(count_)`;
    const alone =
      'range x from 1 to 6000 step 1 | summarize count() by x % 3000 | where count_ == 2 | count';

    expect(rowsOf(query)).toEqual([[6000, 6000]]);
    expect(rowsOf(alone)).toEqual([[3000]]);
  });

  it('counts every row once, whatever the keys', () => {
    const cell = fc.tuple(
      fc.constantFrom('a', 'b', ''),
      fc.option(fc.integer({ min: -3, max: 300 })),
      fc.option(fc.double()),
      fc.option(fc.boolean()),
    );

    fc.assert(
      fc.property(fc.array(cell, { maxLength: 400 }), (cells) => {
        const types = { s: 'string', n: 'long', r: 'real', b: 'bool' } as const;
        const table = tableOf('X', types, cells);
        const distinct = new Set(cells.map((row) => JSON.stringify(row.map(String))));

        const rows = rowsOf('X | summarize count() by s, n, r, b', [table]);
        const total = rows.reduce((sum, row) => sum + Number(row[4]), 0);

        expect(total).toBe(cells.length);
        expect(rows.length).toBe(distinct.size);
        expect(rowsOf('X | distinct s, n, r, b', [table])).toHaveLength(rows.length);
      }),
      { numRuns: 30 },
    );
  });

  it('sorts into an order and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { maxLength: 50 }), (numbers) => {
        const table = tableOf(
          'X',
          { n: 'long' },
          numbers.map((n) => [n]),
        );

        const sorted = firstColumn('X | sort by n asc', [table]);

        const expected = [...numbers].sort(
          (a, b) => Number(a ?? -Infinity) - Number(b ?? -Infinity),
        );
        expect(sorted).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});
