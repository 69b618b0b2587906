import { Duration } from 'luxon';
import type { TimeContext } from './check-window';
import { cutOut } from './cut-out';
import type { TimeWords } from './time-words';

const units: { names: RegExp; iso: (count: number) => string }[] = [
  { names: /^(?:m|mins?|minutes?)$/i, iso: (count) => `PT${count}M` },
  { names: /^(?:h|hrs?|hours?)$/i, iso: (count) => `PT${count}H` },
  { names: /^(?:d|days?)$/i, iso: (count) => `P${count}D` },
  { names: /^(?:w|wks?|weeks?)$/i, iso: (count) => `P${count * 7}D` },
  { names: /^(?:mo|months?)$/i, iso: (count) => `P${count * 30}D` },
];

const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  'twenty-four': 24,
};

const unit = '(?<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?)';
const count = `(?<count>\\d{1,5}(?:\\.\\d{1,2})?|${Object.keys(counts).join('|')})`;
const lead = '(?:(?:in|over|during|for|within|of|from)\\s+)?(?:the\\s+)?';
const saidLast = new RegExp(
  `(?<=^|\\s)${lead}(?:last|past|previous)\\s+(?:(?:a\\s+)?${count}\\s*(?:of\\s+)?)?${unit}(?=$|[\\s?.!,])`,
  'i',
);
const saidShort = new RegExp(
  `(?<=^|\\s)(?:(?:in|over|during|for|within)\\s+)?(?<count>\\d{1,5}(?:\\.\\d{1,2})?)\\s?${unit}(?=$|[\\s?.!,])(?!\\s+ago)`,
  'i',
);
const saidIso =
  /(?<=^|\s)(?:last\s+)?(?<iso>P(?=\d|T\d)(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?)(?=$|\s)/i;

/** "last 6 hours", "past day", "24h", "PT6H": a length before now, as an ISO 8601 duration. */
export function readLength(text: string, _context: TimeContext): TimeWords | undefined {
  const iso = saidIso.exec(text);
  if (iso?.groups?.iso !== undefined) {
    const last = iso.groups.iso.toUpperCase();
    return { ...cutOut(text, iso.index, iso[0].length), window: () => ({ last }) };
  }
  const found = saidLast.exec(text) ?? saidShort.exec(text);
  if (found === null) return undefined;
  const last = toDuration(found.groups?.count, found.groups?.unit ?? '');
  return { ...cutOut(text, found.index, found[0].length), window: () => ({ last }) };
}

function toDuration(said: string | undefined, unitName: string): string {
  const many = said === undefined ? 1 : (counts[said.toLowerCase()] ?? Number(said));
  if (!Number.isInteger(many)) return inMinutes(many, unitName);
  const named = units.find((candidate) => candidate.names.test(unitName));
  return named === undefined ? 'P1D' : named.iso(many);
}

/** "1.5 hours": our buttons and Azure's timespans carry whole minutes. */
function inMinutes(many: number, unitName: string): string {
  const whole = toDuration('1', unitName);
  return `PT${Math.max(1, Math.round(Duration.fromISO(whole).as('minutes') * many))}M`;
}
