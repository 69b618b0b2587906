import fc from 'fast-check';
import { parseJson } from '../../../src/kql/values/json';
import { createFieldReader, fieldOf, isPlainKey } from '../../../src/kql/values/json-field';
import { rowsOf, tableOf } from '../../support/kql';

const scalar = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.constantFrom('a', 'b', 'deviceId', '__proto__', 'constructor', 'n');
const spaces = fc.constantFrom('', ' ', '\n', '\t\r ');

/** Objects as text, with keys that come twice, odd spaces, nested values and escapes. */
const objectText = fc
  .array(fc.tuple(key, fc.oneof(scalar, fc.array(scalar), fc.dictionary(key, scalar)), spaces))
  .map((pairs) => {
    const fields = pairs.map(([name, value, space]) => {
      return `${space}"${name}"${space}:${space}${JSON.stringify(value)}${space}`;
    });
    return `{${fields.join(',')}}`;
  });

/** The same with a few characters lost or put in: mostly no JSON any more. */
const brokenText = fc
  .tuple(objectText, fc.nat(), fc.nat(3), fc.constantFrom('', '"', '\\', '{', ':', 'x', '\u0007'))
  .map(([text, at, lost, put]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + lost);
  });

describe('a field of a JSON text', () => {
  it('is what parsing the text and looking it up gives', () => {
    const text = fc.oneof(objectText, brokenText, fc.json(), fc.string());
    const read = createFieldReader();
    fc.assert(
      fc.property(text, key, (json, name) => {
        expect(read(name)(json)).toEqual(fieldOf(parseJson(json), name));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['the last one of a name counts', '{"a":1,"a":"two"}', 'two'],
    ['a text that looks like the field is none', '{"b":"a","c":"\\"a\\":1"}', null],
    ['a field of an inner object is none', '{"b":{"a":1}}', null],
    ['an escaped name is the same name', '{"\\u0061":"x"}', 'x'],
    ['escapes are resolved', '{"a":"x\\ny"}', 'x\ny'],
    ['a number', '{"a":-1.5e2}', -150],
    ['a flag', '{ "a" : true }', true],
    ['null', '{"a":null}', null],
    ['a broken text has no fields', '{"a":"x"', null],
    ['nor has one with something behind it', '{"a":"x"} y', null],
    ['nor a list', '["a"]', null],
    ['an inner list is itself', '{"a":[1]}', [1]],
    ['a number no JSON allows', '{"a":01}', null],
    ['an empty text', '', null],
  ])('%s', (_, json, value) => {
    const read = createFieldReader();

    const found = read('a')(json);

    expect(found).toEqual(value);
  });

  it('is read from long texts as well', () => {
    const read = createFieldReader();

    const found = read('a')(JSON.stringify({ filler: 'x'.repeat(100_000), a: 'y' }));

    expect(found).toBe('y');
  });

  it('is cut out only under names without signs', () => {
    expect([isPlainKey('deviceId_2'), isPlainKey(':'), isPlainKey('a b'), isPlainKey('')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('keeps names with signs in queries', () => {
    const table = tableOf('T', { p: 'string' }, [['{":":"x","a":":"}'], ['{"a":"b"}']]);

    const rows = rowsOf('T | project tostring(parse_json(p)[":"]), p2 = parse_json(p)["a"]', [
      table,
    ]);

    expect(rows).toEqual([
      ['x', ':'],
      ['', 'b'],
    ]);
  });
});
