import fc from 'fast-check';
import { wrapText } from '../../../src/shared/wrap-text';

describe('wrapText', () => {
  it('breaks at spaces and indents every line', () => {
    expect(wrapText('one two three', 9, '  ')).toBe('  one two\n  three');
  });

  it('leaves a word alone that is longer than the line', () => {
    expect(wrapText('a verylongword b', 5)).toBe('a\nverylongword\nb');
  });

  it('keeps the words and their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 1 }),
        (words, width) => {
          const wrapped = wrapText(words.join(' '), width);

          expect(wrapped.split(/\s+/)).toEqual(words.length === 0 ? [''] : words);
        },
      ),
    );
  });
});
