import fc from 'fast-check';
import { matchPattern } from '../../../src/shared/match-pattern';

it.each<[string, string, boolean]>([
  ['device-42', 'device-42', true],
  ['device-42', 'Device-42', false],
  ['device-42', 'device-421', false],
  ['line7-*', 'line7-press', true],
  ['line7-*', 'line7-', true],
  ['line7-*', 'line71-press', false],
  ['*-press', 'line7-press', true],
  ['*7*p*s', 'line7-press', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*', '', true],
  ['**', 'x', true],
  ['', '', true],
  ['', 'x', false],
  ['a.c', 'abc', false],
  ['a?c', 'abc', false],
  ['[ab]$', '[ab]$', true],
])('takes %j for %j: %j', (pattern, text, matches) => {
  expect(matchPattern(pattern, text)).toBe(matches);
});

const Piece = fc.constantFrom('a', 'b', '*', 'ab');

it('agrees with the expression it stands for', () => {
  fc.assert(
    fc.property(fc.array(Piece), fc.array(fc.constantFrom('a', 'b')), (pieces, letters) => {
      const [pattern, text] = [pieces.join(''), letters.join('')];

      const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text);

      expect(matchPattern(pattern, text)).toBe(expected);
    }),
  );
});
