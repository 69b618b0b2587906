import { createTable } from '../../../src/kql/index';
import { errorOf, kqlNow, rowsOf, tableOf } from '../../support/kql';

const tables = [
  tableOf('Logs', { TimeGenerated: 'datetime', n: 'long', s: 'string', d: 'dynamic' }, [
    ['2026-01-01', 1, 'a', null],
  ]),
];

describe('queries that are refused', () => {
  it.each<[string, string]>([
    [
      'Logs | make-series count() on n from 1 to 5 step 1',
      "The operator 'make-series' is not supported here (line 1, column 8)",
    ],
    ['Logs\n| sample 5', "The operator 'sample' is not supported here (line 2, column 3)"],
    [
      'Logs | evaluate bag_unpack(d)',
      "The operator 'evaluate' is not supported here (line 1, column 8)",
    ],
    [
      'Logs | mv-apply x = d on (count)',
      "The operator 'mv-apply' is not supported here (line 1, column 8)",
    ],
    ['find in (Logs) where n == 1', "The operator 'find' is not supported here (line 1, column 1)"],
    ['print rand()', "The function 'rand' is not supported here (line 1, column 7)"],
    ['Logs | summarize hll(n)', "The function 'hll' is not supported here (line 1, column 18)"],
    [
      'Logs | summarize tdigest(n)',
      "The function 'tdigest' is not supported here (line 1, column 18)",
    ],
    [
      'Logs | join hint.strategy=broadcast Logs on n',
      "The parameter 'hint.strategy' is not supported here (line 1, column 13)",
    ],
    [
      'Logs | summarize hint.shufflekey=n count() by n',
      "The parameter 'hint.shufflekey' is not supported here (line 1, column 18)",
    ],
    [
      'Logs | parse kind=regex s with * "a" x',
      "'parse kind=regex' is not supported here (line 1, column 8)",
    ],
    [
      'union kind=inner Logs, (Logs | project n)',
      "'union kind=inner' of different columns is not supported here (line 1, column 1)",
    ],
    [
      'Logs | as Q | join Q on n',
      "The name 'Q' as a table is not supported here (line 1, column 20)",
    ],
    [
      'Logs | where s in (s)',
      "'in' over values that differ from row to row is not supported here (line 1, column 14)",
    ],
    [
      'Logs | where s has_any (s)',
      'A list that differs from row to row is not supported here (line 1, column 14)',
    ],
    [
      'let f = () { let x = 1; x }; print f()',
      'A function with statements of its own is not supported here (line 1, column 36)',
    ],
    [
      'let f = () { let t = Logs; t }; f()',
      'A function with statements of its own is not supported here (line 1, column 33)',
    ],
    [
      'let f = () { rand() }; print 1 + f()',
      "The function 'rand' is not supported here (line 1, column 34)",
    ],
    [
      'set notruncation; Logs',
      "The statement 'SetOptionStatement' is not supported here (line 1, column 1)",
    ],
    ['print 1; print 2', 'A second query is not supported here (line 1, column 10)'],
    ['table("Logs")', "The function 'table' is not supported here (line 1, column 1)"],
  ])('%s', (query, message) => {
    const error = errorOf(query, tables);

    expect(error.message).toContain(message);
    expect(error.kind).toBe('unsupported');
  });

  it('says where the text stops being a query', () => {
    const error = errorOf('Logs\n| whre n == 1', tables);

    expect(error).toMatchObject({
      name: 'KqlError',
      kind: 'syntax',
      code: 'KS176',
      line: 2,
      column: 3,
      start: 7,
      length: 4,
      token: 'whre',
      message: 'Query operator expected.',
    });
  });

  it('says which name is not known', () => {
    const error = errorOf('Logs | where Nope == 1', tables);

    expect(error).toMatchObject({
      kind: 'semantic',
      code: 'KS142',
      start: 13,
      length: 4,
      line: 1,
      column: 14,
      token: 'Nope',
      message: "The name 'Nope' does not refer to any known column, table, variable or function.",
    });
  });

  it.each<[string, string, string]>([
    [
      'NoTable | count',
      'semantic',
      "The name 'NoTable' does not refer to any known table, tabular variable or function.",
    ],
    ['Logs | where n ==', 'syntax', 'Missing expression'],
    ['Logs | where n == "a', 'syntax', ''],
    ['', 'semantic', 'There is no query after the let statements'],
    ['let x = 1;', 'semantic', 'There is no query after the let statements'],
    ['1 + 1', 'semantic', 'The query has no tabular result'],
    ['print datetime(2026-13-45)', 'semantic', "'2026-13-45' is not a datetime"],
    [
      'Logs | extend row_number()',
      'semantic',
      "'row_number' needs rows in an order: put 'sort by' or 'serialize' before it",
    ],
    ['Logs | where s matches regex "("', 'runtime', "'(' is not a regular expression"],
    ['Logs | project extract("(", 1, s)', 'runtime', "'(' is not a regular expression"],
    ['print format_datetime(now(), "q")', 'runtime', "'format_datetime' does not know 'q'"],
    ['print format_timespan(1h, "x")', 'runtime', "'format_timespan' does not know 'x'"],
    ['Logs | take -1', 'runtime', 'A number of rows is 0 or more'],
    [
      'range x from 1 to 5 step toscalar(print 0)',
      'runtime',
      'A range needs a start, an end and a step that is not zero',
    ],
    ['range x from 1 to 100000000 step 1 | count', 'runtime', 'A range of over 5000000 rows'],
  ])('%s is a %s error', (query, kind, message) => {
    const error = errorOf(query, tables);

    expect(error.kind).toBe(kind);
    expect(error.message).toContain(message);
  });

  it('refuses a query that is nested without end, at once', () => {
    const error = errorOf(`print ${'('.repeat(50_000)}1${')'.repeat(50_000)}`, tables);

    expect(error).toMatchObject({
      kind: 'syntax',
      code: 'KQL001',
      message: 'The query is nested more than 500 deep',
      start: 506,
    });
  });

  it('answers data nested without end with an error', () => {
    const table = createTable('Deep', [{ name: 's', type: 'string' }]);
    table.append(['['.repeat(6_000) + ']'.repeat(6_000)], kqlNow);

    const error = errorOf(
      'Deep | project tostring(parse_json(s)), strlen(tostring(parse_json(s)[0]))',
      [table],
    );

    expect(error).toMatchObject({
      kind: 'runtime',
      message: 'The query or a value is nested too deeply',
    });
  });

  it('answers an endless sum with an error', () => {
    const error = errorOf(`print ${'1+'.repeat(20_000)}1`, tables);

    expect(error.message).toBe(
      'Query syntax depth exceeds maximum safe limit. Semantic analysis not performed.',
    );
  });

  it('does not count brackets in texts and comments', () => {
    const open = '('.repeat(600);
    const query = `print a = "${open}\\"", b = '${open}', c = @"${open}" // ${open}`;

    expect(rowsOf(query)[0]?.[1]).toBe(open);
  });
});
