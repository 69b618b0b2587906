import fc from 'fast-check';
import { fillQuery } from '../../../src/diagnosis/asking/fill-query';
import { compileQuery } from '../../../src/kql';

const text = `// What is it?
// param device: string
// param cap: long
// param since: datetime
// param step: timespan
T | where a == {device} and b > {since} | summarize count() by bin(b, {step}) | take {cap}`;

const parameters = {
  device: "o'neil-1",
  cap: 5,
  since: new Date('2026-11-20T01:02:03.004Z'),
  step: { seconds: 90_061 },
};

describe('fillQuery', () => {
  it('writes every parameter as a literal of its type', () => {
    const [query] = fillQuery(text, parameters).split('\n').slice(-1);

    expect(query).toBe(
      `T | where a == "o'neil-1" and b > datetime(2026-11-20T01:02:03.004Z) | summarize count() by bin(b, timespan(1.01:01:01)) | take 5`,
    );
  });

  it('keeps any text inside its literal', () => {
    const hostile = fc.string({ unit: 'grapheme', maxLength: 60 });

    fc.assert(
      fc.property(
        fc.oneof(hostile, fc.string({ unit: fc.constantFrom(...'"\\\'|{};/*x') })),
        (value) => {
          fc.pre(!/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Cf}]/u.test(value));
          const kql = fillQuery(
            '// param value: string\ndatatable (n: long) [1] | project x = {value}',
            { value },
          );

          const result = compileQuery(kql, []).run({ tables: [], now: new Date() });

          expect(result.rows).toEqual([[value]]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not read a value as a placeholder', () => {
    const filled = fillQuery('// param a: string\n// param b: string\nprint {a}, {b}', {
      a: '{b}',
      b: '$& $1',
    });

    expect(filled).toContain('print "{b}", "$& $1"');
  });

  it.each(['a\nb', 'a\rb', 'a\u0000b', 'a\u2028b', 'a\u202eb', 'a\ud800b'])(
    'refuses the text %j',
    (device) => {
      expect(() => fillQuery(text, { ...parameters, device })).toThrow(
        expect.objectContaining({ code: 'query_parameter_invalid' }),
      );
    },
  );

  it.each([
    ['cap', 1.5],
    ['cap', Number.NaN],
    ['cap', '5'],
    ['device', 5],
    ['since', new Date(Number.NaN)],
    ['since', '2026-11-20'],
    ['step', { seconds: -1 }],
    ['step', { seconds: 0.5 }],
    ['step', 60],
  ])('refuses the %s %j', (name, value) => {
    expect(() => fillQuery(text, { ...parameters, [name]: value })).toThrow(
      expect.objectContaining({ code: 'query_parameter_invalid' }),
    );
  });

  it.each([
    ['a missing parameter', text, { ...parameters, device: undefined }, 'without declaring'],
    ['a parameter too few', text, { device: 'x' }, 'The parameter "cap" is missing.'],
    ['a parameter too many', text, { ...parameters, more: 1 }, 'declares no parameter "more"'],
    ['an undeclared token', 'print {x}', {}, 'uses {x} without declaring it'],
    ['an unknown type', '// param x: guid\nprint {x}', { x: 'a' }, 'cannot be of type "guid"'],
  ])('throws for %s', (_what, query, values, message) => {
    expect(() => fillQuery(query, values as Record<string, string>)).toThrow(message);
  });
});
