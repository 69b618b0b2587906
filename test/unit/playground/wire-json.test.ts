import fc from 'fast-check';
import { wireJson } from '../../../src/playground/azure/wire-json';

describe('wireJson', () => {
  it('writes JSON values as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(wireJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it.each([
    [9_223_372_036_854_775_807n, '9223372036854775807'],
    [{ a: [1n] }, '{"a":[1]}'],
    [Number.NaN, '"NaN"'],
    [Number.POSITIVE_INFINITY, '"Infinity"'],
    [undefined, 'null'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])('writes %p as %s', (value, text) => {
    expect(wireJson(value)).toBe(text);
  });
});
