import fc from 'fast-check';
import { valueOfExpression } from '../../support/kql';

describe('numbers', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 / 0', null],
    ['7 % 0', null],
    ['14 % 12', 2],
    ['-14 % 12', 10],
    ['14 % -12', 2],
    ['-14 % -12', 10],
    ['7.0 / 2', 3.5],
    ['1.0 / 0', Number.POSITIVE_INFINITY],
    ['-7.5 % 2', 0.5],
    ['2 - 5', -3],
    ['-(5)', -5],
    ['+5', 5],
    ['-1.5', -1.5],
    ['long(null) + 1', null],
    ['1 + long(null)', null],
    ['-long(null)', null],
    ['int(2147483647) + int(1)', 2147483648],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775807 + 1', -9223372036854775808n],
    ['-9223372036854775807 - 2', 9223372036854775807n],
    ['9007199254740991 + 1 - 1', 9007199254740991],
    ['9223372036854775807 * 2', -2],
    ['9223372036854775807 / 2', 4611686018427387903n],
    ['9223372036854775807 % 10', 7],
    ['-9223372036854775807 % 10', 3],
    ['-9223372036854775807 % -9223372036854775807', 0],
    ['9223372036854775807 > 1.0', true],
    ['4611686018427387904 == 4611686018427387904.0', true],
    ['0x1F', 31],
    ['1e3', 1000],
    ['bin(7, 3)', 6],
    ['bin(-7, 3)', -9],
    ['bin(7.5, 2.5)', 7.5],
    ['bin(-0.5, 1.0)', -1],
    ['bin(7, 0)', null],
    ['bin(7.0, 0.0)', null],
    ['bin(long(null), 3)', null],
    ['floor(7.9, 1)', 7],
    ['ceiling(1.2)', 2],
    ['round(2.675, 2)', 2.68],
    ['round(-1.5)', -2],
    ['round(1234, -2)', 1200],
    ['round(real(+inf), 1)', Number.POSITIVE_INFINITY],
    ['abs(-5)', 5],
    ['abs(-1.5)', 1.5],
    ['abs(-9223372036854775807)', 9223372036854775807n],
    ['abs(-1h)', '01:00:00'],
    ['sqrt(9)', 3],
    ['sqrt(-1)', null],
    ['exp(0)', 1],
    ['exp2(3)', 8],
    ['exp10(2)', 100],
    ['log(1)', 0],
    ['log2(8)', 3],
    ['log10(1000)', 3],
    ['log(0)', null],
    ['pow(2, 10)', 1024],
    ['sign(-3)', -1],
    ['isnan(real(nan))', true],
    ['isnan(1.0)', false],
    ['isinf(1.0/0)', true],
    ['isfinite(1.0)', true],
    ['round(pi(), 2)', 3.14],
    ['min_of(3, 1, 2)', 1],
    ['max_of(3, 1, 2)', 3],
    ['max_of(long(null), 2)', 2],
    ['1 == 1', true],
    ['1 == 1.0', true],
    ['1 != 2', true],
    ['1 < 2', true],
    ['2 <= 1', false],
    ['2 > 1', true],
    ['1 >= 2', false],
    ['int(null) == 1', false],
    ['int(null) != 1', true],
    ['int(null) == int(null)', null],
    ['int(null) != int(null)', null],
    ['int(null) < 1', null],
    ['true and bool(null)', null],
    ['false and bool(null)', false],
    ['bool(null) and false', false],
    ['true or bool(null)', true],
    ['bool(null) or true', true],
    ['false or bool(null)', null],
    ['bool(null) or false', null],
    ['true and true', true],
    ['not(true)', false],
    ['not(bool(null))', null],
    ['true == true', true],
    ['true > false', true],
    ['4 between (long(null) .. 3)', null],
    ['1.5 > 1', true],
    ['dynamic({"a":2}).a + 1', 3],
    ['1 + dynamic({"a":2}).a', 3],
  ])('%s is %p', (expression, expected) => {
    expect(valueOfExpression(expression)).toEqual(expected);
  });

  it('wraps around as 64-bit numbers do', () => {
    const long = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
    const operators = { '+': add, '-': subtract, '*': multiply };

    fc.assert(
      fc.property(
        long,
        long,
        fc.constantFrom<keyof typeof operators>('+', '-', '*'),
        (a, b, op) => {
          const expected = BigInt.asIntN(64, operators[op](a, b));

          const actual = valueOfExpression(`long(${a}) ${op} long(${b})`);

          expect(BigInt(actual as number)).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('puts a bin into the same bin', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (value, size) => {
        const once = Number(valueOfExpression(`bin(${value}, ${size})`));

        expect(valueOfExpression(`bin(${once}, ${size})`)).toBe(once);
        expect(once).toBeLessThanOrEqual(value);
        expect(value - once).toBeLessThan(size);
      }),
      { numRuns: 40 },
    );
  });
});

function add(a: bigint, b: bigint): bigint {
  return a + b;
}

function subtract(a: bigint, b: bigint): bigint {
  return a - b;
}

function multiply(a: bigint, b: bigint): bigint {
  return a * b;
}
