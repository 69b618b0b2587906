import fc from 'fast-check';
import { readSequence } from '../../../src/connections/read-sequence';
import { sequenceOf } from '../../support/device-events';

const largest = 2n ** 256n - 1n;

describe('readSequence', () => {
  it.each([
    ['one as IoT Hub writes it', sequenceOf(1234567), sequenceOf(1234567)],
    ['lower case', 'abcdef', sequenceOf(0xabcdef)],
    ['an 0x in front', '0X2a', sequenceOf(42)],
    ['nought', '0', sequenceOf(0)],
    ['more zeros than digits fit', `${'0'.repeat(100)}1`, sequenceOf(1)],
    ['the largest', 'f'.repeat(64), sequenceOf(largest)],
    ['one bit more than fits', `1${'0'.repeat(64)}`, undefined],
    ['nothing', '', undefined],
    ['only an 0x', '0x', undefined],
    ['a sign', '-1', undefined],
    ['a space', ' 1', undefined],
    ['a line break at the end', '1\n', undefined],
    ['what is no digit', '12g4', undefined],
    ['a flood of zeros', '0'.repeat(100_000), undefined],
  ])('reads %s', (_what, text, expected) => {
    const sequence = readSequence(text);

    expect(sequence).toBe(expected);
  });

  it('orders texts as it orders numbers, however they are written', () => {
    const number = fc.bigInt({ min: 0n, max: largest });
    const written = fc.record({ number, zeros: fc.nat(40), upper: fc.boolean() });
    fc.assert(
      fc.property(written, written, (one, other) => {
        const [first = '', second = ''] = [one, other].map((each) => readSequence(write(each)));

        expect(first < second).toBe(one.number < other.number);
        expect(first === second).toBe(one.number === other.number);
      }),
    );
  });
});

function write(sequence: { number: bigint; zeros: number; upper: boolean }): string {
  const digits = sequence.number.toString(16).padStart(sequence.zeros, '0');
  return sequence.upper ? digits.toUpperCase() : digits;
}
