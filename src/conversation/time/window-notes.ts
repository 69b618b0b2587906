/**
 * What a card says of a window beside its two ends. Buttons carry these sentences so that the next
 * card says them as well, and cards can be edited: a sentence that is not one of these is dropped.
 * That the end was cut is none of them: a moment later it is cut elsewhere, or not at all.
 */
const day = '\\d{4}-\\d\\d-\\d\\d';
const clock = '\\d\\d:\\d\\d';
const zone = '[A-Za-z0-9_+/-]{1,40}';
const written = '[A-Za-z0-9./-]{3,12}';
const spoken = '\\d{1,2} [A-Z][a-z]{2,8} \\d{4}';

const shapes = [
  `${clock} came twice on ${day} in ${zone}, as the clocks went back: the (?:first|second) one was taken\\.`,
  `${clock} did not exist on ${day} in ${zone}, as the clocks went forward: ${clock} was taken\\.`,
  'No start was named: the start of that day was taken\\.',
  `${written} was read as ${spoken}, day before month\\.`,
  `${written} was read as ${spoken}: the other reading, ${spoken}, lies in the future\\.`,
].map((shape) => new RegExp(`^${shape}$`));

export function isWindowNote(text: string): boolean {
  return shapes.some((shape) => shape.test(text));
}
