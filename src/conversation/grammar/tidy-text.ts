import { quoteMark } from './compile-phrase';
import { closers, openers, shortForms } from './vocabulary';

/** A message made ready for the grammar. */
export interface TidyText {
  /** Blanks closed up, politeness and closing punctuation gone, quoted pieces replaced by marks. */
  words: string;
  /** Puts the quoted pieces back, without their quotes. */
  restore(text: string): string;
  /** Puts them back in double quotes, so that the text reads the same again. */
  requote(text: string): string;
}

/** Opening and closing quotes people and keyboards make, and the backticks of code. */
const quotes =
  /(?<=^|\s)(?:"(?<a>[^"]+)"|'(?<b>[^']+)'|“(?<c>[^”]+)”|‘(?<d>[^’]+)’|`(?<e>[^`]+)`|«(?<f>[^»]+)»)(?=$|[\s?.!,;])/g;
const openersFirst = alternatives(openers);
const closersLast = alternatives(closers);
const opening = new RegExp(`^(?:${openersFirst})(?:\\s*[,:;!.…]+\\s*|\\s+)`, 'i');
const closing = new RegExp(`[\\s,]+(?:${closersLast})$`, 'i');

/** Drops what carries no meaning; what stands in quotes stays untouched. */
export function tidyText(text: string): TidyText {
  const quoted: string[] = [];
  const marked = text.replaceAll(quoteMark, '').replace(quotes, (_all, ...groups) => {
    quoted.push(groups.slice(0, 6).find((group) => typeof group === 'string') ?? '');
    return `${quoteMark}${quoted.length - 1}${quoteMark}`;
  });
  return {
    words: dropPoliteness(writeOut(marked)),
    restore: (part) => putBack(part, quoted),
    requote: (part) =>
      putBack(
        part,
        quoted.map((piece) => `"${piece}"`),
      ),
  };
}

/** Punctuation that ends sentences is dropped from the end only: it is legal inside ids. */
export function dropClosingMarks(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.,;:…]+$/, '')
    .trim();
}

function writeOut(text: string): string {
  let written = text.replace(/\s+/g, ' ').trim();
  for (const { short, long } of shortForms) written = written.replace(short, long);
  return written;
}

function dropPoliteness(text: string): string {
  let rest = dropClosingMarks(text);
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = dropClosingMarks(rest.replace(opening, '').replace(closing, '')) || before;
  }
  return rest;
}

function putBack(part: string, quoted: string[]): string {
  const mark = new RegExp(`${quoteMark}(?<number>\\d+)${quoteMark}`, 'g');
  return part.replace(mark, (_all, number) => quoted[Number(number)] ?? '');
}

/** Longer ones first, so that "i would like to know" is not cut after "i would like". */
function alternatives(words: readonly string[]): string {
  return [...words].sort((a, b) => b.length - a.length).join('|');
}
