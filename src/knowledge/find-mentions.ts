import type { ErrorCodeEntry } from './error-code-entry';
import { findErrorCodes } from './find-error-code';

/** One place where a text names an error. */
export interface Mention {
  entry: ErrorCodeEntry;
  /** The spelling there, in small letters: a row may name its error by code, name and link. */
  spelling: string;
}

/** Finds codes and names of errors in any text, codes first. */
export function findMentions(text: string): Mention[] {
  const byCode = numbersIn(text).flatMap(({ number, spelling }) => mentions(number, spelling));
  return [...byCode, ...findNames(text, new Set(byCode.map(({ entry }) => entry)))];
}

/** Six or seven digits that are no part of a longer number, of a time or of an id. */
export function numbersIn(text: string): { number: string; spelling: string }[] {
  return [...text.matchAll(codeNumber)].map((found) => ({
    number: found.groups?.named ?? found.groups?.bare ?? '',
    spelling: found[0].toLowerCase(),
  }));
}

/** `iothub404104` of a link and `error-404104` of a page; else not behind `sensor-` or a time. */
const codeNumber =
  /(?:(?<![A-Za-z0-9])(?:iothub|errorcode|error|code)[-_]?(?<named>\d{6,7})|(?<![\dA-Za-z]|\d[.:]|:\d\d,|[A-Za-z0-9][-_]|device_?id["'\\\s]{0,4}[:=]["'\\\s]{0,4})(?<bare>\d{6,7}))(?![\dA-Za-z]|\.\d)/gi;

function findNames(text: string, named: Set<ErrorCodeEntry>): Mention[] {
  const whole = compact(text);
  const isRead = named.size > 0 && /^\d+$/.test(whole);
  const wholeName = isRead ? [] : mentions(whole, whole);
  if (wholeName.length > 0) return prefer(wholeName, named);
  const words = text.match(/[A-Za-z][A-Za-z0-9]{7,}/g) ?? [];
  // "401 Unauthorized" is what every HTTP client prints: as one word among others it names no error.
  return words.flatMap((word) =>
    prefer(mentions(word, word), named).filter(({ entry }) => entry.name !== 'Unauthorized'),
  );
}

/** A name that stands for two errors means the one whose code stands beside it. */
function prefer(found: Mention[], named: Set<ErrorCodeEntry>): Mention[] {
  const beside = found.filter(({ entry }) => named.has(entry));
  return beside.length > 0 ? beside : found;
}

function mentions(codeOrName: string, spelling: string): Mention[] {
  return findErrorCodes(codeOrName).map((entry) => ({ entry, spelling: spelling.toLowerCase() }));
}

/** `device not found` is how people write DeviceNotFound. */
export function compact(text: string): string {
  return text.length > 100 ? '' : text.replace(/[^A-Za-z0-9]/g, '');
}
