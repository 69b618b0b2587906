import { allErrorCodes, describeUnknownCode, hasOwnCard } from './all-error-codes';
import type { ErrorCodeEntry } from './error-code-entry';
import { findErrorCode } from './find-error-code';
import { findMentions, type Mention, numbersIn } from './find-mentions';
import { readDeviceMessages } from './read-device-messages';
import { type RefusalReading, readRefusalMessage } from './read-refusal-message';
import { suggestCodes } from './suggest-codes';

export interface DecodedText {
  /** What the text names; several where it fits several, counted where it names some repeatedly. */
  entries: ErrorCodeEntry[];
  /** What the reader must not conclude. */
  caution?: string;
  /** Near misses as `404104 DeviceConnectionClosedRemotely`, where the text names nothing known. */
  suggestions: string[];
}

/** A pasted stack trace can be long; what names the error stands near its beginning. */
const longestText = 20_000;

/** Decodes a code, a name, pasted log rows, or what a device prints. Never throws. */
export function decodeErrorText(text: string): DecodedText {
  const read = text.slice(0, longestText);
  const entries = findEntries(read);
  const caution = findCaution(read, entries);
  if (entries.length > 0) return withCaution({ entries, suggestions: [] }, caution);
  return withCaution({ entries: findByFamily(read), suggestions: suggestCodes(read) }, caution);
}

function withCaution(decoded: DecodedText, caution: string | undefined): DecodedText {
  return caution === undefined ? decoded : { ...decoded, caution };
}

function findEntries(text: string): ErrorCodeEntry[] {
  const refusal = readRefusalMessage(text);
  const codes = tally(findMentions(text));
  // Words of a refusal that names its reason are not read a second time: "is not authorized for".
  const rest = refusal === undefined ? text : text.replace(refusal.said, ' ');
  const found = [...withRefusal(codes, refusal), ...readDeviceMessages(rest)];
  const isCounted = text.trim().includes('\n') || found.some(({ count }) => count > 1);
  return found.map(({ entry, count }) => (isCounted ? { ...entry, count } : entry));
}

interface Counted {
  entry: ErrorCodeEntry;
  count: number;
}

/** A row names its error by code, by name and by link: the spelling met most often counts rows. */
function tally(mentions: Mention[]): Counted[] {
  const spellings = new Map<ErrorCodeEntry, Map<string, number>>();
  for (const { entry, spelling } of mentions) {
    const times = spellings.get(entry) ?? new Map<string, number>();
    spellings.set(entry, times.set(spelling, (times.get(spelling) ?? 0) + 1));
  }
  return [...spellings].map(([entry, times]) => ({ entry, count: Math.max(...times.values()) }));
}

/** A refusal says more than its code: its own reading goes with the entry. */
function withRefusal(codes: Counted[], refusal: RefusalReading | undefined): Counted[] {
  const general = refusal && findErrorCode(refusal.code);
  if (refusal === undefined || general === undefined) return codes;
  const entry = { ...general, resolution: refusal.steps, evidence: refusal.evidence };
  const count = codes.find((code) => code.entry === general)?.count ?? 1;
  return [{ entry, count }, ...codes.filter((code) => code.entry !== general)];
}

function findByFamily(text: string): ErrorCodeEntry[] {
  const family = text.match(/^\s*(?<digits>[45]\d\d)(?:x{3})?\b/i)?.groups?.digits;
  const cards = allErrorCodes.filter((entry) => hasOwnCard(entry) && entry.code !== '');
  const members = family ? cards.filter(({ code }) => code.startsWith(family)).slice(0, 8) : [];
  if (members.length > 0) return members;
  return numbersIn(text).flatMap(({ number }) => describeUnknownCode(number) ?? []);
}

function findCaution(text: string, entries: ErrorCodeEntry[]): string | undefined {
  if (entries.length === 0 && /\bconnack\b/i.test(text)) {
    return 'Over MQTT the hub answers every refused connect with "not authorized" (return code 5), whatever the reason. It does not prove a wrong credential: the code in the connection logs of the hub tells the reason.';
  }
  const status = text.match(/^\s*(?<digits>[45]\d\d)(?:x{3})?\s*$/i)?.groups?.digits;
  if (status === undefined) return undefined;
  return `${status} is a status or a family, not one error: several codes begin with it. The six digits in ResultType tell which one it was.`;
}
