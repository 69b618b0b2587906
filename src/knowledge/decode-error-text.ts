import { closest, distance } from 'fastest-levenshtein';
import { allErrorCodes, describeUnknownCode, hasOwnCard } from './all-error-codes';
import type { ErrorCodeEntry } from './error-code-entry';
import { findErrorCodes } from './find-error-code';
import { readRefusalMessage } from './read-refusal-message';

export interface DecodedText {
  /** What the text names, in its order; several where it fits several. */
  entries: ErrorCodeEntry[];
  /** What the reader must not conclude. */
  caution?: string;
  /** Near misses as `404104 DeviceConnectionClosedRemotely`, where the text names nothing known. */
  suggestions: string[];
}

/** A pasted stack trace can be long; what names the error stands near its beginning. */
const longestText = 20_000;
const mostSuggestions = 3;

/** Decodes a code, a name, a pasted log line, or codes inside longer text. Never throws. */
export function decodeErrorText(text: string): DecodedText {
  const read = text.slice(0, longestText);
  const entries = unique([...findCodes(read), ...findMessages(read), ...findNames(read)]);
  const caution = findCaution(read, entries);
  if (entries.length > 0) return withCaution({ entries, suggestions: [] }, caution);
  return withCaution({ entries: findByFamily(read), suggestions: suggestNear(read) }, caution);
}

function withCaution(decoded: DecodedText, caution: string | undefined): DecodedText {
  return caution === undefined ? decoded : { ...decoded, caution };
}

function findCodes(text: string): ErrorCodeEntry[] {
  return numbersIn(text).flatMap((number) => findErrorCodes(number));
}

/** Six or seven digits that are not a part of a longer number, of a time or of an id. */
function numbersIn(text: string): string[] {
  const found = text.matchAll(
    /(?<![\dA-Za-z]|\d[.,:])(?:iothub)?(?<digits>\d{6,7})(?![\dA-Za-z]|\.\d)/gi,
  );
  return [...found].map(({ groups }) => groups?.digits ?? '');
}

/** The messages that refused connects carry, where the row or the device's log has no code. */
function findMessages(text: string): ErrorCodeEntry[] {
  const refusal = readRefusalMessage(text);
  return refusal === undefined ? [] : findErrorCodes(refusal.code);
}

function findNames(text: string): ErrorCodeEntry[] {
  const whole = findErrorCodes(compact(text));
  if (whole.length > 0) return whole;
  const words = text.match(/[A-Za-z][A-Za-z0-9]{7,}/g) ?? [];
  const named = words.flatMap((word) => findErrorCodes(word));
  // "401 Unauthorized" is what every HTTP client prints: as one word among others it names no error.
  return named.filter(({ name }) => name !== 'Unauthorized');
}

/** `device not found` is how people write DeviceNotFound. */
function compact(text: string): string {
  return text.length > 100 ? '' : text.replace(/[^A-Za-z0-9]/g, '');
}

function findByFamily(text: string): ErrorCodeEntry[] {
  const family = text.match(/^\s*(?<digits>[45]\d\d)(?:x{3})?\b/i)?.groups?.digits;
  const cards = allErrorCodes.filter((entry) => hasOwnCard(entry) && entry.code !== '');
  const members = family ? cards.filter(({ code }) => code.startsWith(family)).slice(0, 8) : [];
  if (members.length > 0) return members;
  return numbersIn(text).flatMap((number) => describeUnknownCode(number) ?? []);
}

function findCaution(text: string, entries: ErrorCodeEntry[]): string | undefined {
  if (
    entries.length === 0 &&
    /\bnot.?authori[sz]ed\b|\bconnack\b|\b(return|reason) code:? ?5\b|\brc ?[=:] ?5\b/i.test(text)
  ) {
    return 'Over MQTT the hub answers every refused connect with "not authorized" (return code 5), whatever the reason. It does not prove a wrong credential: the code in the connection logs of the hub tells the reason.';
  }
  const status = text.match(/^\s*(?<digits>[45]\d\d)(?:x{3})?\s*$/i)?.groups?.digits;
  if (status === undefined) return undefined;
  return `${status} is a status or a family, not one error: several codes begin with it. The six digits in ResultType tell which one it was.`;
}

function suggestNear(text: string): string[] {
  const asked = compact(text).toLowerCase();
  if (asked.length < 4) return [];
  const near = allErrorCodes
    .map((entry) => ({ entry, far: farness(asked, entry) }))
    .filter(({ far }) => far <= 1)
    .sort((a, b) => a.far - b.far || Number(hasOwnCard(b.entry)) - Number(hasOwnCard(a.entry)));
  return near.slice(0, mostSuggestions).map(({ entry }) => `${entry.code} ${entry.name}`.trim());
}

/** Up to 1 is near: typing mistakes as a share of what is bearable, or a part of the name. */
function farness(asked: string, entry: ErrorCodeEntry): number {
  const keys = [entry.code, entry.name.toLowerCase()].filter((key) => key !== '');
  const best = closest(asked, keys);
  const bearable = /^\d+$/.test(asked) ? 1 : Math.max(2, asked.length / 5);
  const share = distance(asked, best) / bearable;
  const isPart = asked.length >= 6 && entry.name.toLowerCase().includes(asked);
  return isPart ? Math.min(share, 0.9) : share;
}

function unique(entries: ErrorCodeEntry[]): ErrorCodeEntry[] {
  return [...new Set(entries)];
}
