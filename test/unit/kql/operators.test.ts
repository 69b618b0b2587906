import { evaluate, firstColumn, rowsOf, tableOf } from '../../support/kql';

const pets = 'datatable(name:string, n:long)["ann", 1, "bob", 2, "cat", 3, "bob", 4]';

describe('operators that keep or change rows', () => {
  it.each<[string, unknown[][]]>([
    [
      'where n > 2',
      [
        ['cat', 3],
        ['bob', 4],
      ],
    ],
    ['filter name == "bob" and n < 4', [['bob', 2]]],
    ['where n == long(null)', []],
    ['where name has "BOB" | project n', [[2], [4]]],
    ['where n in (1, 4) | project name', [['ann'], ['bob']]],
    ['extend n = n * 10, m = n | take 1', [['ann', 10, 1]]],
    ['extend n * 2 | take 1', [['ann', 1, 2]]],
    ['extend bin(n, 2) | where name == "cat"', [['cat', 2]]],
    ['extend n | take 1', [['ann', 1]]],
    ['project n, upper = toupper(name) | take 1', [[1, 'ANN']]],
    ['project-away na*', [[1], [2], [3], [4]]],
    ['project-keep n | take 1', [[1]]],
    ['project-rename x = n, m = name | take 1', [['ann', 1]]],
    ['project-reorder n, * | take 1', [[1, 'ann']]],
    ['distinct name', [['ann'], ['bob'], ['cat']]],
    ['distinct x = strlen(name)', [[3]]],
    ['distinct * | count', [[4]]],
    ['count', [[4]]],
    ['count as total', [[4]]],
    ['sort by n | project n', [[4], [3], [2], [1]]],
    [
      'order by name asc, n desc',
      [
        ['ann', 1],
        ['bob', 4],
        ['bob', 2],
        ['cat', 3],
      ],
    ],
    [
      'top 2 by n',
      [
        ['bob', 4],
        ['cat', 3],
      ],
    ],
    ['top 1 by n asc', [['ann', 1]]],
    ['take 2 | project n', [[1], [2]]],
    ['limit 0', []],
    ['serialize r = row_number() | project r', [[1], [2], [3], [4]]],
    ['as pets | count', [[4]]],
    ['search "bob" | project n', [[2], [4]]],
    ['union (print name = "dan") | project name | top 1 by name', [['dan']]],
    ['where toscalar(print 1) == 1 | count', [[4]]],
    ['parse name with "b" rest | project rest', [[''], ['ob'], [''], ['ob']]],
  ])('%s', (operators, expected) => {
    expect(rowsOf(`${pets} | ${operators}`)).toEqual(expected);
  });

  it.each<[string, (number | null)[]]>([
    ['x', [2, 1, null]],
    ['x asc', [null, 1, 2]],
    ['x desc nulls first', [null, 2, 1]],
    ['x asc nulls last', [1, 2, null]],
  ])('sorts nulls by %s', (order, expected) => {
    expect(firstColumn(`datatable(x:long)[1, long(null), 2] | sort by ${order}`)).toEqual(expected);
  });

  it('sorts every type in its own order', () => {
    expect(firstColumn('datatable(x:string)["b","B","a"] | sort by x asc')).toEqual([
      'B',
      'a',
      'b',
    ]);
    expect(firstColumn('datatable(x:bool)[true,false] | sort by x asc')).toEqual([false, true]);
    expect(firstColumn('datatable(x:real)[real(nan),1.0,-1.0] | sort by x asc')).toEqual([
      Number.NaN,
      -1,
      1,
    ]);
    expect(firstColumn('datatable(x:timespan)[1h,-1h] | sort by x asc')).toEqual([
      '-01:00:00',
      '01:00:00',
    ]);
  });

  it('knows the neighbours of a row', () => {
    const query = `${pets} | sort by n asc
      | extend before = prev(n), beforeTwo = prev(n, 2, -1), after = next(name), sum = row_cumsum(n),
          number = row_number(10), again = row_number(1, name == "cat"), fresh = row_cumsum(1.5, n == 3)
      | project before, beforeTwo, after, sum, number, again, fresh`;

    expect(rowsOf(query)).toEqual([
      [null, -1, 'bob', 1, 10, 1, 1.5],
      [1, -1, 'cat', 3, 11, 2, 3],
      [2, 1, 'bob', 6, 12, 1, 1.5],
      [3, 2, '', 10, 13, 2, 3],
    ]);
  });

  it('filters by the neighbours of a row', () => {
    const query = `${pets} | sort by n asc | where prev(name) == "bob" | take 1 | project n`;

    expect(rowsOf(query)).toEqual([[3]]);
  });

  it('keeps rows apart that operators after it keep', () => {
    const query = `${pets} | extend m = n * 2 | where m > 2`;

    expect(firstColumn(`${query} | project m | sort by m asc`)).toEqual([4, 6, 8]);
    expect(rowsOf(`${query} | summarize arg_max(m, n) by name`)).toEqual([
      ['bob', 8, 4],
      ['cat', 6, 3],
    ]);
    expect(
      rowsOf(`${query} | extend k = 1 | join kind=inner (${query} | extend k = 1) on k | count`),
    ).toEqual([[9]]);
    expect(rowsOf(`let t = materialize(${query}); t | project m`)).toEqual([[4], [6], [8]]);
    expect(rowsOf(`${query} | project m | take 2`)).toEqual([[4], [6]]);
  });

  it('prints values and names them', () => {
    const result = evaluate('print 1, b = "x", 1 + 1');

    expect(result.columns.map((column) => column.name)).toEqual(['print_0', 'b', 'print_2']);
    expect(result.rows).toEqual([[1, 'x', 2]]);
  });

  it.each<[string, unknown[]]>([
    ['range x from 1 to 5 step 2', [1, 3, 5]],
    ['range x from 3 to 1 step -1', [3, 2, 1]],
    ['range x from 3 to 1 step 1', []],
    ['range x from 0.0 to 1.0 step 0.5', [0, 0.5, 1]],
    [
      'range x from datetime(2026-01-01) to datetime(2026-01-02) step 12h',
      ['2026-01-01T00:00:00Z', '2026-01-01T12:00:00Z', '2026-01-02T00:00:00Z'],
    ],
    ['range x from 1h to 2h step 1h', ['01:00:00', '02:00:00']],
    ['range x from 1 to 100 step 1 | take 2', [1, 2]],
  ])('%s', (query, expected) => {
    expect(firstColumn(query)).toEqual(expected);
  });

  it('keeps what render asks for', () => {
    const query = 'print x = 1 | render timechart with (title = "Disconnects", ymin = 0)';

    expect(evaluate(query).render).toEqual({
      visualization: 'timechart',
      properties: { title: 'Disconnects', ymin: '0' },
    });
    expect(evaluate('print 1').render).toBeUndefined();
  });

  it('takes values out of texts', () => {
    const query = `datatable(s:string)["x id=7 dev=a;", "x id=no dev=b;", "nothing"]
      | parse kind=simple s with * "id=" id:long " dev=" dev ";" | project id, dev`;

    expect(rowsOf(query)).toEqual([
      [7, 'a'],
      [null, ''],
      [null, ''],
    ]);
  });
});

describe('mv-expand', () => {
  const source = `datatable(k:long, d:dynamic)[1, dynamic([10,20]), 2, dynamic({"a":1,"b":2}),
    3, dynamic([]), 4, dynamic(null), 5, dynamic("x")]`;

  it.each<[string, unknown[][]]>([
    [
      'mv-expand d',
      [
        [1, 10],
        [1, 20],
        [2, { a: 1 }],
        [2, { b: 2 }],
        [4, null],
        [5, 'x'],
      ],
    ],
    [
      'where k == 2 | mv-expand kind=array d',
      [
        [2, ['a', 1]],
        [2, ['b', 2]],
      ],
    ],
    ['where k == 2 | mv-expand bagexpansion=bag d | count', [[2]]],
    ['where k == 1 | mv-expand x = d to typeof(long) | project x', [[10], [20]]],
    ['where k == 5 | mv-expand x = d to typeof(long) | project x', [[null]]],
    ['where k == 1 | mv-expand d limit 1', [[1, 10]]],
    ['where k == 1 | mv-expand with_itemindex = i d | project i', [[0], [1]]],
    [
      'where k == 1 | mv-expand d, e = dynamic([7]) | project d, e',
      [
        [10, 7],
        [20, null],
      ],
    ],
    ['mv-expand d | take 1', [[1, 10]]],
  ])('%s', (operators, expected) => {
    expect(rowsOf(`${source} | ${operators}`)).toEqual(expected);
  });
});

describe('union and search', () => {
  const devices = tableOf('Devices', { name: 'string', n: 'long', info: 'dynamic' }, [
    ['device-1', 1, { site: 'Oslo north' }],
    ['device-2', 2, null],
  ]);
  const hubs = tableOf('Hubs', { name: 'string', n: 'string', id: 'guid' }, [
    ['hub-oslo', 'x', '74be27de-1e4e-49d9-b579-fe0b331d3642'],
  ]);
  const tables = [devices, hubs];

  it.each<[string, unknown[][]]>([
    [
      'union Devices, Hubs | project name, n_long, n_string',
      [
        ['device-1', 1, ''],
        ['device-2', 2, ''],
        ['hub-oslo', null, 'x'],
      ],
    ],
    ['union withsource=T * | project T', [['Devices'], ['Devices'], ['Hubs']]],
    ['union withsource=T Dev*, Hubs | distinct T', [['Devices'], ['Hubs']]],
    ['Devices | union withsource=T (Hubs | take 1) | distinct T', [['union_arg0'], ['union_arg1']]],
    ['union kind=inner Devices, Devices | count', [[4]]],
    ['union kind=outer isfuzzy=true Devices, Hubs | count', [[3]]],
    ['union Devices, Hubs | take 1 | project name', [['device-1']]],
    [
      'search "oslo" | project $table, name',
      [
        ['Devices', 'device-1'],
        ['Hubs', 'hub-oslo'],
      ],
    ],
    ['search "osl" | count', [[0]]],
    ['search "osl*" | count', [[2]]],
    ['search "*slo" | count', [[2]]],
    ['search "*sl*" | count', [[2]]],
    ['search "os*rth" | project name', [['device-1']]],
    ['search kind=case_sensitive "oslo" | project name', [['hub-oslo']]],
    ['search in (Devices) "oslo" | project name', [['device-1']]],
    ['search name:"device" and not(n_long == 2) | project name', [['device-1']]],
    ['search ("hub" or name == "device-2") | project name', [['device-2'], ['hub-oslo']]],
    ['search "hub" or "nothing" | project name', [['hub-oslo']]],
    ['search info:"north" | project name', [['device-1']]],
    ['search "74be27de" | project name', [['hub-oslo']]],
    ['search * | take 1 | project $table', [['Devices']]],
    ['Devices | search "north" | project name', [['device-1']]],
    ['search "devices" | count', [[0]]],
  ])('%s', (query, expected) => {
    expect(rowsOf(query, tables)).toEqual(expected);
  });
});

describe('let', () => {
  it.each<[string, unknown[][]]>([
    ['let x = 5; print x + 1', [[6]]],
    ['let t = print a = 1; t | union t | count', [[2]]],
    ['let f = (a:long, b:long = 10) { a * b }; print f(2), f(2, 3)', [[20, 6]]],
    ['let f = (a:long, b:long = 10) { a * b }; print f(b = 2, a = 1)', [[2]]],
    [
      'let f = (s:string) { strcat("<", s, ">") }; print n = "x" | extend r = f(n) | project r',
      [['<x>']],
    ],
    [
      'let f = (t:(a:long), least:long) { t | where a >= least }; f((range a from 1 to 3 step 1), 2)',
      [[2], [3]],
    ],
    [
      'let f = (t:(a:long), least:long) { t | where a >= least }; range a from 1 to 3 step 1 | invoke f(3)',
      [[3]],
    ],
    ['let f = () { print a = 7 }; f()', [[7]]],
    ['let f = view () { print a = 7 }; f | union f | count', [[2]]],
    [
      'let twice = (x:long) { x * 2 }; let four = (x:long) { twice(twice(x)) }; print four(3)',
      [[12]],
    ],
    [
      'let m = materialize(range a from 1 to 3 step 1); m | where a == toscalar(m | count) | project a',
      [[3]],
    ],
    ['let top = toscalar(range a from 1 to 3 step 1 | summarize max(a)); print top', [[3]]],
    ['let none = toscalar(print a = 1 | where a == 2); print none', [[null]]],
    [
      'let wanted = datatable(n:long)[2, 3]; range n from 1 to 4 step 1 | where n in (wanted)',
      [[2], [3]],
    ],
    [
      'let wanted = datatable(n:long)[2]; print x = "2" | where x in~ ((wanted | project tostring(n))) | count',
      [[1]],
    ],
    ['let list = dynamic([1, 2]); range n from 1 to 4 step 1 | where n !in (list)', [[3], [4]]],
  ])('%s', (query, expected) => {
    expect(rowsOf(query)).toEqual(expected);
  });
});
