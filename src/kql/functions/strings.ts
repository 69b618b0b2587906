import type { Value } from '../values/value';
import { narrow } from '../values/whole';
import { type FunctionTable, fn, variadic } from './define';

export const stringFunctions: FunctionTable = {
  strlen: fn(['text'], (text) => [...text].length),
  tolower: fn(['text'], (text) =>
    byLetter(text, text.toLowerCase(), (letter) => letter.toLowerCase()),
  ),
  toupper: fn(['text'], (text) =>
    byLetter(text, text.toUpperCase(), (letter) => letter.toUpperCase()),
  ),
  parse_version: fn(['text'], parseVersion),
  reverse: fn(['text'], (text) => [...text].reverse().join('')),
  strcat: variadic('text', (texts) => texts.join('')),
  strcat_delim: variadic('text', ([delimiter, ...texts]) => texts.join(delimiter)),
  strrep: fn(['text', 'number', 'text'], (text, times, delimiter = '') =>
    repeat(text, times, delimiter),
  ),
  strcmp: fn(['text', 'text'], (left, right) => (left < right ? -1 : Number(left > right))),
  substring: fn(['text', 'number', 'number'], (text, start, length = Number.POSITIVE_INFINITY) =>
    substring(text, start, length),
  ),
  indexof: fn(['text', 'text', 'number', 'number', 'number'], indexOf),
  split: fn(['text', 'text', 'number'], split),
  replace_string: fn(['text', 'text', 'text'], (text, search, by) =>
    search === '' ? text : text.replaceAll(search, () => by),
  ),
  replace_strings: fn(['text', 'value', 'value'], replaceStrings),
  base64_encode_tostring: fn(['text'], (text) => Buffer.from(text, 'utf8').toString('base64')),
  base64_decode_tostring: fn(['text'], decodeBase64),
  url_encode: fn(['text'], (text) => encodeUrl(text).replaceAll('%20', '+')),
  url_encode_component: fn(['text'], encodeUrl),
  url_decode: fn(['text'], decodeUrl),
  string_size: fn(['text'], (text) => Buffer.byteLength(text, 'utf8')),
  isempty: fn(['value'], (value) => value === '' || value === null),
  isnotempty: fn(['value'], (value) => value !== '' && value !== null),
};

/** A letter whose other case is several letters stays as it is. */
function byLetter(text: string, changed: string, change: (letter: string) => string): string {
  if (changed.length === text.length) return changed;
  return Array.from(text, (letter) => {
    const other = change(letter);
    return other.length === letter.length ? other : letter;
  }).join('');
}

/** One to four parts of at most eight digits; exact, although no double could hold most of them. */
function parseVersion(text: string): Value {
  const version = /^\d{1,8}(?:\.\d{1,8}){0,3}$/.exec(text);
  if (!version) return null;
  const digits = text.split('.').map((part) => part.padStart(8, '0'));
  return narrow(BigInt(digits.join('').padEnd(32, '0')));
}

/** What exceeds this is a mistake or an attack, not a report. */
const longestText = 1_000_000;

function repeat(text: string, times: number, delimiter: string): Value {
  if (times < 0 || times * (text.length + delimiter.length) > longestText) return null;
  return new Array<string>(Math.trunc(times)).fill(text).join(delimiter);
}

/** A negative start counts from the end. */
function substring(text: string, start: number, length: number): string {
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  return length < 0 ? '' : text.slice(from, from + length);
}

function indexOf(text: string, search: string, start = 0, length = -1, occurrence = 1): Value {
  if (occurrence < 1 || length < -1) return null;
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  const within = length < 0 ? text : text.slice(0, from + length);
  let at = within.indexOf(search, from);
  for (let seen = 1; seen < occurrence && at >= 0; seen++) at = within.indexOf(search, at + 1);
  return at;
}

function split(text: string, delimiter: string, index?: number): Value {
  const pieces = delimiter === '' ? [text] : text.split(delimiter);
  if (index === undefined) return pieces;
  const piece = pieces.at(index);
  return piece === undefined ? [] : [piece];
}

function replaceStrings(text: string, searches: Value, replacements: Value): Value {
  if (!Array.isArray(searches)) return text;
  const by = (index: number) => (Array.isArray(replacements) ? replacements[index] : replacements);
  return searches.reduce<string>(
    (result, search, index) => result.replaceAll(String(search), () => String(by(index) ?? '')),
    text,
  );
}

/** Null where the bytes are no UTF-8. */
function decodeBase64(text: string): Value {
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(text)) return '';
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return decoded.includes('\uFFFD') ? '' : decoded;
}

/** With small hexadecimal digits; half a surrogate pair, which no URL can hold, is replaced. */
function encodeUrl(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).replace(/%../g, (code) =>
    code.toLowerCase(),
  );
}

function decodeUrl(text: string): Value {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
