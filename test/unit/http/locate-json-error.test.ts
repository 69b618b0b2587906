import fc from 'fast-check';
import { locateJsonError } from '../../../src/http/locate-json-error';

describe('locateJsonError', () => {
  it.each([
    ['{"a": x}', 1, 7, 'value'],
    ['{"a": 1,}', 1, 9, 'key'],
    ['{"a" 1}', 1, 6, ':'],
    ['{a: 1}', 1, 2, 'key or }'],
    ['[1 2]', 1, 4, ', or ]'],
    ['[1,]', 1, 4, 'value'],
    ['[', 1, 2, 'value or ]'],
    ['{"a": 1', 1, 8, ', or }'],
    ['{\n  "a": 1,\n  "b": tru\n}', 3, 8, 'value'],
    ['{} {}', 1, 4, 'nothing more'],
    ['', 1, 1, 'value'],
    ['01', 1, 1, 'value'],
    ['"a\nb"', 1, 1, 'value'],
    ['"\\x"', 1, 1, 'value'],
    [']', 1, 1, 'value'],
    ['[}', 1, 2, 'value or ]'],
  ])('finds where %j stops being JSON', (text, line, column, expected) => {
    const place = locateJsonError(text);

    expect(place).toEqual({ line, column, expected });
  });

  it('agrees with JSON.parse about any text made of JSON pieces', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      'a',
      '\\n',
      '\\x',
      '\x7f',
      '\n',
      '1',
      '-2.5e3',
      'null',
      ' ',
    );
    const text = fc.oneof(
      fc.json(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );

    fc.assert(
      fc.property(text, (each) => {
        const place = locateJsonError(each);

        expect(place === undefined).toBe(isJson(each));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['that never ends', `"${'x'.repeat(1_000_000)}`],
    ['that ends in a line break', `"${'x'.repeat(1_000_000)}\n"`],
    ['that ends in a wrong escape', `"${'x\\n'.repeat(300_000)}\\x"`],
    ['of escapes that never ends', `"${'\\u00e4'.repeat(200_000)}`],
  ])('gives up at once on a text %s', (_what, text) => {
    const place = locateJsonError(text);

    expect(place).toEqual({ line: 1, column: 1, expected: 'value' });
  });

  it('survives nesting a million deep and texts a megabyte long', () => {
    const deep = locateJsonError('['.repeat(1_000_000));
    const long = locateJsonError(`["${'\\n'.repeat(500_000)}" x]`);

    expect(deep).toMatchObject({ column: 1_000_001 });
    expect(long).toMatchObject({ expected: ', or ]' });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
