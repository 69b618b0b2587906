import { DateTime } from 'luxon';

/** What a written date can mean. Dates are midnights in UTC: only year, month and day count. */
export type DateReading =
  | { kind: 'one'; date: DateTime; note?: string }
  /** Day before month, and month before day. */
  | { kind: 'two'; dates: [DateTime, DateTime] }
  | { kind: 'none' };

export interface WrittenDate {
  words: RegExp;
  read(said: string, parts: Parts, today: DateTime): DateReading;
}

type Parts = Partial<Record<string, string>>;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const begin = '(?<=^|\\s)';
const end = '(?=$|[\\s?!,]|\\.(?:$|\\s))';
const nth = '(?:st|nd|rd|th)';
const year = '(?:,?\\s+(?<year>20\\d\\d))?';
const before = 'on|since|from|until|till|before|after|between|and|to|of|for';
const behind = 'at|around|about|between|from|on|until|till|before|since|and|to|in|for|of';

/** Ways of writing a date, tried in this order. */
export const writtenDates: WrittenDate[] = [
  {
    words: new RegExp(
      `${begin}(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?=$|[\\sTt?!,.])`,
      'g',
    ),
    read: (_said, { year, month, day }) => only(dateOf(year, month, day)),
  },
  {
    words: new RegExp(
      `${begin}(?<a>\\d{1,2})(?<sign>[./-])(?<b>\\d{1,2})\\k<sign>(?<year>\\d{4}|\\d\\d)${end}`,
      'g',
    ),
    read: readNumbers,
  },
  {
    // "24/7" is how often and not when.
    words: new RegExp(`${begin}(?!24/7)(?<a>\\d{1,2})(?<sign>/)(?<b>\\d{1,2})${end}`, 'g'),
    read: readNumbers,
  },
  {
    words: new RegExp(`${begin}(?<a>\\d{1,2})(?<sign>\\.)(?<b>\\d{1,2})\\.(?=$|\\s)`, 'g'),
    read: readNumbers,
  },
  {
    // Without its last dot it could be a time of day, but not behind these words.
    words: new RegExp(
      `(?<=(?:^|\\s)(?:on|\\d{4}-\\d\\d-\\d\\d\\s+(?:to|and|till|until|-|–))\\s+)(?<a>\\d{1,2})(?<sign>\\.)(?<b>\\d{1,2})${end}`,
      'gi',
    ),
    read: readNumbers,
  },
  {
    words: new RegExp(
      `${begin}(?:the\\s+)?(?<day>\\d{1,2})(?:${nth}|\\.)?\\s+(?:of\\s+)?(?<name>${monthName})\\.?${year}${end}`,
      'gi',
    ),
    read: readNamed,
  },
  {
    words: new RegExp(
      `${begin}(?<name>${monthName})\\.?\\s+(?:the\\s+)?(?<day>\\d{1,2})${nth}?${year}${end}(?!\\s?[ap]m)`,
      'gi',
    ),
    read: readNamed,
  },
  {
    words: new RegExp(
      `(?:${begin}the\\s+|(?<=(?:^|\\s)(?:${before})\\s+))(?<day>\\d{1,2})${nth}(?:\\s+of\\s+(?:this|the)\\s+month)?(?=[?!,.]|\\s*$|\\s+(?:${behind})\\s)`,
      'gi',
    ),
    read: readOrdinal,
  },
];

/** "20.11.2026" is day before month everywhere; "03/04" and "03-04-2026" depend on who writes. */
function readNumbers(said: string, { a, b, sign, year }: Parts, today: DateTime): DateReading {
  const dayFirst = dated(year, b, a, today);
  const monthFirst = sign === '.' ? undefined : dated(year, a, b, today);
  if (sign === '.' && Number(a) <= 12 && dayFirst !== undefined && a !== b) {
    return {
      kind: 'one',
      date: dayFirst,
      note: `${said} was read as ${sayDate(dayFirst)}, day before month.`,
    };
  }
  if (dayFirst === undefined || monthFirst === undefined) return only(dayFirst ?? monthFirst);
  if (dayFirst.equals(monthFirst)) return only(dayFirst);
  return choose(said, dayFirst, monthFirst, today);
}

/** Nobody asks what will have happened: a reading in the future is none where the other is not. */
function choose(said: string, one: DateTime, other: DateTime, today: DateTime): DateReading {
  if (one <= today && other <= today) return { kind: 'two', dates: [one, other] };
  if (one > today && other > today) return only(one);
  const [date, future] = one <= today ? [one, other] : [other, one];
  const note = `${said} was read as ${sayDate(date)}: the other reading, ${sayDate(future)}, lies in the future.`;
  return { kind: 'one', date, note };
}

function readNamed(_said: string, { day, name = '', year }: Parts, today: DateTime): DateReading {
  const month = String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1);
  return only(dated(year, month, day, today));
}

/** "the 20th": the latest one there was. */
function readOrdinal(_said: string, { day }: Parts, today: DateTime): DateReading {
  for (let back = 0; back < 12; back += 1) {
    const month = today.startOf('month').minus({ months: back });
    const date = month.set({ day: Number(day) });
    if (date.month === month.month && Number(day) > 0 && date <= today) return only(date);
  }
  return { kind: 'none' };
}

/** Without a year it is the latest such day. */
function dated(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  today: DateTime,
): DateTime | undefined {
  if (year !== undefined) return dateOf(year.length === 2 ? `20${year}` : year, month, day);
  // A 29 February can lie eight years back.
  for (let back = 0; back <= 8; back += 1) {
    const date = dateOf(String(today.year - back), month, day);
    if (date !== undefined && date <= today) return date;
  }
  return undefined;
}

function dateOf(year?: string, month?: string, day?: string): DateTime | undefined {
  const date = DateTime.utc(Number(year), Number(month), Number(day));
  return date.isValid ? date : undefined;
}

function only(date: DateTime | undefined): DateReading {
  return date === undefined ? { kind: 'none' } : { kind: 'one', date };
}

export function sayDate(date: DateTime): string {
  return date.setLocale('en-GB').toFormat('d MMMM yyyy');
}
