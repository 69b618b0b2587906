const width = 64;
const longest = 256;
const hexNumber = /^(?:0x)?(?=[\da-f])0*(?<digits>[\da-f]{0,64})$/i;

/**
 * A sequence number as 64 upper-case hex digits, so that texts compare as the numbers do. Takes any
 * letter case, any number of leading zeros and an `0x` in front; undefined for everything else, also
 * for a number of more than 256 bits.
 */
export function readSequence(text: string): string | undefined {
  if (text.length > longest) return undefined;
  return hexNumber.exec(text)?.groups?.digits?.toUpperCase().padStart(width, '0');
}
