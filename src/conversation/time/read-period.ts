import { type DateTime, Duration } from 'luxon';
import { inZone, periodInvalid, type TimeContext } from './check-window';
import { type NextMoment, readNext, settleAfter } from './read-next';

/** For how long, or from when until when, something to come is meant. */
type Period = { duration: string } | { from: string; to: string };

/** A sentence without the words that say for how long. */
export interface PeriodWords {
  rest: string;
  /** Absent where no time is said, and where "for ever" is. */
  period?: Period;
  /** What has to be said of a time that the clocks show twice or skip. */
  notes: string[];
}

const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
};
const units: [RegExp, string][] = [
  [/^m(?:in(?:ute)?s?)?$/i, 'minutes'],
  [/^h(?:(?:ou)?rs?)?$/i, 'hours'],
  [/^d(?:ays?)?$/i, 'days'],
  [/^w(?:(?:ee)?ks?)?$/i, 'weeks'],
];
const unit = '(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)';
const part = `(?:\\d{1,4}(?:\\.\\d{1,2})?|${Object.keys(counts).join('|')})\\s?${unit}`;
const length = `(?<length>half an hour|P[\\dDTHM]{2,12}|${part}(?:(?:\\s|\\s?and\\s|\\s?,\\s?)?${part})?)`;
const dayWord =
  '(?:(?:on\\s+)?(?:today|tomorrow|tonight|(?:next\\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{4}-\\d\\d-\\d\\d)\\s+)';
const clock = '\\d{1,2}(?::\\d\\d)?(?:\\s?[ap]m)?';
/** A dash without blanks stands behind a clock time only: dates have dashes of their own. */
const to = '(?:\\s(?:to|until|till|-|–)\\s|(?<=:\\d\\d|[ap]m)\\s?[-–]\\s?)';

/** Tried in this order: longer forms hold shorter ones inside. */
const forms = [
  new RegExp(`\\s+(?<day>${dayWord})?from\\s+(?<from>.+?)\\s+for\\s+${length}$`, 'i'),
  new RegExp(`\\s+for\\s+${length}\\s+(?:from|starting(?:\\s+at)?)\\s+(?<from>.+)$`, 'i'),
  new RegExp(`\\s+(?<day>${dayWord})?from\\s+(?<from>.+?)${to}(?<to>.+)$`, 'i'),
  new RegExp(`\\s+(?<day>${dayWord})?between\\s+(?<from>.+?)\\s+and\\s+(?<to>.+)$`, 'i'),
  new RegExp(`\\s+(?<from>${dayWord}?${clock})${to}(?<to>.+)$`, 'i'),
  new RegExp(`\\s+for\\s+(?:the\\s+next\\s+)?${length}$`, 'i'),
  /\s+(?:until|till|up\s+to)\s+(?<to>.+)$/i,
];
const endless = /\s+(?:for\s?ever|for good|permanently|indefinitely|always)$/i;
/** A day without an hour ends a mute when people are back at work. */
const morning = { hour: 8 };

/**
 * Cuts "for 2h", "until 18:00", "from 22:00 to 02:00", "tomorrow 22:00 to 02:00" from the end of a
 * sentence. Throws AppError `period_invalid` where such words stand there and cannot be read.
 */
export function takePeriod(text: string, context: TimeContext): PeriodWords {
  if (endless.test(text)) return { rest: text.replace(endless, ''), notes: [] };
  for (const form of forms) {
    const found = form.exec(text);
    if (found === null) continue;
    const rest = text.slice(0, found.index);
    return { rest, ...readPeriod(found.groups ?? {}, inZone(context.now, context)) };
  }
  return { rest: text, notes: [] };
}

type Said = Partial<Record<'day' | 'from' | 'to' | 'length', string>>;

function readPeriod(said: Said, now: DateTime): { period: Period; notes: string[] } {
  const { from, length: long } = said;
  if (from === undefined && long !== undefined) {
    return { period: { duration: toDuration(long).toISO() ?? 'PT1H' }, notes: [] };
  }
  if (from === undefined) return readEnd(said.to ?? '', now);
  const start = readMoment(`${said.day ?? ''}${from}`.trim(), now);
  const end = long === undefined ? readRangeEnd(said.to ?? '', start) : undefined;
  const until = end?.at ?? start.at.plus(toDuration(long ?? ''));
  return { period: between(start.at, until), notes: notesOf(start, end) };
}

function readEnd(text: string, now: DateTime) {
  const said = readMoment(text, now);
  const end = said.hasHour ? said : { ...said, at: said.at.set(morning) };
  return { period: between(now, end.at), notes: notesOf(end) };
}

/** "to 02:00" is the next such time after the start; "to friday" has all of Friday. */
function readRangeEnd(text: string, start: NextMoment): NextMoment {
  const end = readMoment(text, start.at);
  if (!end.hasHour) return { ...end, at: end.at.plus({ days: 1 }) };
  return settleAfter(end, start.at);
}

function readMoment(text: string, after: DateTime): NextMoment {
  const moment = readNext(text, after);
  if (moment !== undefined) return moment;
  throw periodInvalid(
    `I could not read "${text.slice(0, 60)}" as a time to come. Write it as in 18:00, tomorrow 08:00 or 2026-11-22 08:00.`,
  );
}

function between(from: DateTime, to: DateTime): Period {
  return { from: from.toUTC().toISO() ?? '', to: to.toUTC().toISO() ?? '' };
}

function notesOf(...moments: (NextMoment | undefined)[]): string[] {
  return moments.flatMap((moment) => (moment?.note === undefined ? [] : [moment.note]));
}

/** "1h 30m", "two days", "1.5 hours", "PT2H". */
function toDuration(said: string): Duration {
  if (/^p/i.test(said)) return wholeMinutes(Duration.fromISO(said.toUpperCase()), said);
  if (/^half an hour$/i.test(said)) return Duration.fromObject({ minutes: 30 });
  let minutes = 0;
  for (const [, count = '', name = ''] of said
    .replace(/\band\b/gi, ' ')
    .matchAll(new RegExp(`(\\d+(?:\\.\\d+)?|[a-z]+?)\\s?(?:(${unit})(?![a-z]))`, 'gi'))) {
    const key = units.find(([names]) => names.test(name))?.[1] ?? 'minutes';
    const many = counts[count.toLowerCase()] ?? Number(count);
    if (Number.isFinite(many)) minutes += Duration.fromObject({ [key]: many }).as('minutes');
  }
  return wholeMinutes(Duration.fromObject({ minutes }), said);
}

/** In the largest units that keep it whole: P1D, PT2H, PT90M. */
function wholeMinutes(long: Duration, said: string): Duration {
  const minutes = Math.round(long.as('minutes'));
  if (!Number.isFinite(minutes) || minutes < 1) {
    throw periodInvalid(`I could not read "${said.slice(0, 60)}" as a length of time.`);
  }
  if (minutes % 1440 === 0) return Duration.fromObject({ days: minutes / 1440 });
  return minutes % 60 === 0
    ? Duration.fromObject({ hours: minutes / 60 })
    : Duration.fromObject({ minutes });
}
