import fc from 'fast-check';
import { readDeviceId } from '../../../src/diagnosis/device/read-device-id';
import { isAppError } from '../../../src/shared/app-error';

const alphabet = [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-:.+%_#*?!(),=@;$'",
];

function refusal(text: string): string {
  try {
    readDeviceId(text);
  } catch (error) {
    if (isAppError(error, 'device_id_invalid')) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('readDeviceId', () => {
  it('accepts every id of the alphabet up to 128 characters, as it is', () => {
    const id = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 128 });

    fc.assert(fc.property(id, (text) => expect(readDeviceId(text)).toBe(text)));
  });

  it('drops white space around an id', () => {
    expect(readDeviceId('  device-42\n')).toBe('device-42');
  });

  it.each([
    ['', 'A device id is missing.'],
    ['   ', 'A device id is missing.'],
    ['device/42', 'A device id cannot contain "/" (character 7).'],
    ['dev "x"', 'A device id cannot contain a space (character 4).'],
    ['dev"x', 'A device id cannot contain """ (character 4).'],
    ['dev\\x', 'A device id cannot contain "\\" (character 4).'],
    ['dev\u202ex', 'the character U+202E (character 4)'],
    ['dev\nx', 'the character U+000A (character 4)'],
    ['😀', 'the character U+1F600 (character 1)'],
    ['gerät', 'the character U+00E4 (character 4)'],
    ['a'.repeat(129), 'at most 128 characters; this one has 129'],
  ])('refuses %j and says what is wrong where', (text, message) => {
    expect(refusal(text)).toContain(message);
  });
});
