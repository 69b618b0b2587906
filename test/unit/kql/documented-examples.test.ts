import { firstColumn, rowsOf, valueOfExpression } from '../../support/kql';

describe('NaN in an order', () => {
  const table = 'datatable(a:real)[5, real(nan), real(null), real(-inf), 0, real(+inf)] | ';

  it.each([
    ['sort by a asc', [null, Number.NaN, -Infinity, 0, 5, Infinity]],
    ['sort by a desc', [Infinity, 5, 0, -Infinity, Number.NaN, null]],
    ['sort by a asc nulls last', [-Infinity, 0, 5, Infinity, Number.NaN, null]],
    ['sort by a desc nulls first', [null, Number.NaN, Infinity, 5, 0, -Infinity]],
    ['top 2 by a', [Infinity, 5]],
    ['top 1 by a asc nulls last', [-Infinity]],
  ])('stands beside the nulls: %s', (operator, values) => {
    expect(firstColumn(table + operator)).toEqual(values);
  });
});

describe('a documented form of a time', () => {
  it.each([
    ['2014-05-25T08:20:03.123456Z', '2014-05-25T08:20:03.123456Z'],
    ['2014-05-25T08:20', '2014-05-25T08:20:00Z'],
    ['2014-11-08 15:55:55', '2014-11-08T15:55:55Z'],
    ['2014-11-08 15:05:25 GMT', '2014-11-08T15:05:25Z'],
    ['Sat, 8 Nov 14 15:05:02 GMT', '2014-11-08T15:05:02Z'],
    ['Sat, 8 Nov 14 15:05', '2014-11-08T15:05:00Z'],
    ['8 Nov 14 15:05:02 GMT', '2014-11-08T15:05:02Z'],
    ['8 Nov 14', '2014-11-08T00:00:00Z'],
    ['Saturday, 08-Nov-14 15:05:02 GMT', '2014-11-08T15:05:02Z'],
    ['08-Nov-99 15:05', '1999-11-08T15:05:00Z'],
  ])('is read: %s', (text, time) => {
    expect(valueOfExpression(`todatetime("${text}")`)).toBe(time);
  });
});

describe('parse_version', () => {
  it.each([
    ['0.0.0.5', 5],
    ['0.0.7.0', 700_000_000],
    ['0.0.3', 300_000_000],
    ['0.2', 20_000_000_000_000_000n],
    ['0.1.2.0', 10_000_000_200_000_000n],
    ['1.2.3.4', 1_000_000_020_000_000_300_000_004n],
    ['1', 10n ** 24n],
    ['99999999.0.0.0', 99_999_999n * 10n ** 24n],
  ])('of %s keeps every digit', (version, number) => {
    expect(valueOfExpression(`parse_version("${version}")`)).toBe(number);
  });

  it.each(['', 'x', '1.2.3.4.5', '1..2', '1.', '-1', '123456789', '1.2-beta', ' 1'])(
    "of '%s' is null",
    (version) => {
      expect(valueOfExpression(`parse_version("${version}")`)).toBeNull();
    },
  );

  it('orders, groups and compares versions that differ in the last part', () => {
    const versions = 'datatable(v:string)["1.18.10", "1.18.4", "1.18.4.0", "1.9", "x"] | ';

    const sorted = rowsOf(`${versions} extend n = parse_version(v) | sort by n asc | project v`);
    const older = rowsOf(`${versions} where parse_version(v) < parse_version("1.18.4.1") | count`);
    const groups = rowsOf(`${versions} summarize count() by n = parse_version(v) | count`);
    const newest = rowsOf(`${versions} summarize arg_max(parse_version(v), v) | project v`);

    expect(sorted.flat()).toEqual(['x', '1.9', '1.18.4', '1.18.4.0', '1.18.10']);
    expect([older, groups, newest].flat(2)).toEqual([3, 4, '1.18.10']);
  });

  it('is written with all its digits', () => {
    expect(valueOfExpression('tostring(parse_version("1.2.3.4"))')).toBe(
      '1000000020000000300000004',
    );
    expect(valueOfExpression('tolong(parse_version("1.2.3.4"))')).toBeNull();
    expect(valueOfExpression('tolong(parse_version("0.2"))')).toBe(20_000_000_000_000_000n);
  });
});

describe('case', () => {
  it('is changed letter by letter', () => {
    expect(valueOfExpression('toupper("straße")')).toBe('STRAßE');
    expect(valueOfExpression('strlen(tolower("İ"))')).toBe(1);
  });
});

describe('an encoded URL', () => {
  it.each([
    ['url_encode("https://www.bing.com/hello word")', 'https%3a%2f%2fwww.bing.com%2fhello+word'],
    ['url_encode_component("https://a.b/c d")', 'https%3a%2f%2fa.b%2fc%20d'],
  ])('is written with small digits: %s', (expression, encoded) => {
    expect(valueOfExpression(expression)).toBe(encoded);
  });

  it('does not break on half a letter', () => {
    expect(valueOfExpression('url_encode_component(substring("😀", 0, 1))')).toBe('%ef%bf%bd');
  });
});
