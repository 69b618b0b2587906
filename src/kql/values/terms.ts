/**
 * Text search as Kusto has it. A term is a run of letters and digits; `has` looks for the needle
 * where it does not continue into a letter or digit at either end.
 */
export function containsTerm(text: string, needle: string, ends: TermEnds): boolean {
  if (needle === '') return true;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (ends.start && continues(text, needle, at - 1, 0)) continue;
    if (ends.end && continues(text, needle, at + needle.length, needle.length - 1)) continue;
    return true;
  }
  return false;
}

/** Which ends of the needle must be ends of a term. */
export interface TermEnds {
  start: boolean;
  end: boolean;
}

/** Case-insensitive comparison is by single characters: a text never gets longer by it. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}

export function equalIgnoringCase(left: string, right: string): boolean {
  if (left === right) return true;
  return left.length === right.length && foldCase(left) === foldCase(right);
}

function continues(text: string, needle: string, beside: number, edge: number): boolean {
  if (beside < 0 || beside >= text.length) return false;
  return isTermUnit(text.charCodeAt(beside)) && isTermUnit(needle.charCodeAt(edge));
}

function isTermUnit(code: number): boolean {
  if (code < 128) {
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  }
  return /[\p{L}\p{N}\p{Surrogate}]/u.test(String.fromCharCode(code));
}
