import { AppError } from '../../shared/app-error';

const longest = 128;
const allowed = /^[A-Za-z0-9\-:.+%_#*?!(),=@;$']$/;

/**
 * Reads a device id as IoT Hub allows it: 1 to 128 letters, digits and `- : . + % _ # * ? ! ( ) , = @ ; $ '`.
 * Case matters and is kept; white space around it is dropped. Throws AppError `device_id_invalid`
 * that says what is wrong and where.
 */
export function readDeviceId(text: string): string {
  const id = text.trim();
  if (id === '') throw refuse('A device id is missing.');
  const characters = [...id];
  const wrongAt = characters.findIndex((character) => !allowed.test(character));
  if (wrongAt >= 0) throw refuse(describeWrong(characters[wrongAt] ?? '', wrongAt + 1));
  if (characters.length > longest) {
    throw refuse(
      `A device id has at most ${longest} characters; this one has ${characters.length}.`,
    );
  }
  return id;
}

function describeWrong(character: string, position: number): string {
  return `A device id cannot contain ${showCharacter(character)} (character ${position}). Letters, digits and - : . + % _ # * ? ! ( ) , = @ ; $ ' are allowed.`;
}

/** Invisible and foreign characters are shown by their number: they may be drawn as nothing, or as another. */
function showCharacter(character: string): string {
  if (/^[\x21-\x7e]$/.test(character)) return `"${character}"`;
  if (character === ' ') return 'a space';
  const number = character.codePointAt(0) ?? 0;
  return `the character U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
}

function refuse(message: string): AppError {
  return new AppError('device_id_invalid', message);
}
