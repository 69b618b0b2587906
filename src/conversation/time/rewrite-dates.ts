import { DateTime } from 'luxon';
import { inZone, type TimeContext, windowInvalid } from './check-window';
import type { TimeWords } from './time-words';
import { type DateReading, monthName, sayDate, writtenDates } from './written-date';

/** A sentence whose dates all stand as "2026-11-20". */
export interface DatedText {
  text: string;
  /** The dates as they stand now, where they were written otherwise. */
  dates: string[];
  notes: string[];
  /** Written so that there is no such day. */
  missing: string[];
  /** The same sentence with month before day, and what can be read in two ways. */
  other?: { text: string; why: string };
}

/** Puts the dates of a sentence into the form that all readers of times know. */
export function rewriteDates(sentence: string, context: TimeContext): DatedText {
  const dayFirst = rewrite(sentence, 0, context);
  if (dayFirst.doubtful.length === 0) return dayFirst;
  const why = dayFirst.doubtful.join('; ');
  return { ...dayFirst, other: { text: rewrite(sentence, 1, context).text, why } };
}

/** The time words found in such a sentence, with what has to be said of its dates. */
export function withDates(found: TimeWords, dated: DatedText): TimeWords {
  const { text, notes, missing, other } = dated;
  return {
    ...found,
    ...(other === undefined ? {} : { unclear: { why: other.why, texts: [text, other.text] } }),
    window() {
      const [none] = missing;
      if (none !== undefined) throw windowInvalid(`There is no day ${none}.`);
      const window = found.window();
      if ('last' in window || notes.length === 0) return window;
      return { ...window, notes: [...notes, ...(window.notes ?? [])] };
    },
  };
}

function rewrite(sentence: string, pick: 0 | 1, context: TimeContext) {
  const { year, month, day } = inZone(context.now, context);
  const today = DateTime.utc(year, month, day);
  const dated = { dates: [] as string[], notes: [] as string[], missing: [] as string[] };
  const doubtful: string[] = [];
  let text = nameBothMonths(sentence);
  for (const form of writtenDates) {
    text = text.replace(form.words, (said: string, ...rest) => {
      const reading = form.read(said, rest.at(-1) ?? {}, today);
      if (reading.kind === 'none') dated.missing.push(said);
      if (reading.kind === 'one' && reading.note !== undefined) dated.notes.push(reading.note);
      if (reading.kind === 'two') doubtful.push(sayBoth(said, reading.dates));
      const iso = isoOf(reading, pick) ?? today.toFormat('yyyy-MM-dd');
      if (iso !== said) dated.dates.push(iso);
      return iso;
    });
  }
  return { ...dated, text, doubtful };
}

const bothDays = new RegExp(
  `(?<=\\b(?:between|from)\\s+(?:the\\s+)?)(?<one>\\d{1,2})(?:st|nd|rd|th)?(?<and>\\s+(?:and|to|till|until|-|–)\\s+)(?=(?:the\\s+)?\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<name>${monthName})\\b)`,
  'gi',
);

/** "between 18 and 20 november": the month at the end is meant for both. */
function nameBothMonths(sentence: string): string {
  return sentence.replace(bothDays, '$<one> $<name>$<and>');
}

function isoOf(reading: DateReading, pick: 0 | 1): string | undefined {
  if (reading.kind === 'none') return undefined;
  const date = reading.kind === 'one' ? reading.date : reading.dates[pick];
  return date.toFormat('yyyy-MM-dd');
}

function sayBoth(said: string, [one, other]: [DateTime, DateTime]): string {
  return `${said} can be ${sayDate(one)} or ${sayDate(other)}`;
}
