import { DateTime } from 'luxon';

export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
}

/** A point in time, and what has to be said of how it was found. */
export interface SettledTime {
  at: DateTime;
  /** Where the clocks changed and the words did not tell which moment is meant. */
  note?: string;
}

/**
 * The moment at which the clocks of a zone show a time. One that they show twice, when summer time
 * ends, is the first or the second as asked for; one that they skip is as much later as they skip.
 */
export function settleWallTime(
  wall: WallTime,
  zone: DateTime['zone'],
  takes: 'first' | 'second' = 'first',
): SettledTime {
  const shown = DateTime.fromObject(wall, { zone: 'utc' });
  if (!shown.isValid) return { at: shown };
  const moments = momentsOf(shown, zone);
  const [first, second] = moments;
  if (first === undefined) return { at: skipped(shown, zone), note: sayNever(shown, zone) };
  if (second === undefined) return { at: first };
  return {
    at: takes === 'first' ? first : second,
    note: `${sayClock(shown)} came twice on ${sayDay(shown)} in ${zone.name}, as the clocks went back: the ${takes} one was taken.`,
  };
}

/** None, one or two, the earlier one first: a clock is changed by less than a day. */
function momentsOf(shown: DateTime, zone: DateTime['zone']): DateTime[] {
  const dayMs = 86_400_000;
  const around = [shown.toMillis() - dayMs, shown.toMillis() + dayMs];
  const offsets = [...new Set(around.map((ms) => zone.offset(ms)))];
  return offsets
    .map((offset) => ({ offset, ms: shown.toMillis() - offset * 60_000 }))
    .filter(({ offset, ms }) => zone.offset(ms) === offset)
    .sort((a, b) => a.ms - b.ms)
    .map(({ ms }) => DateTime.fromMillis(ms, { zone }));
}

/** By the clock as it was before the change: 02:30 is what is then called 03:30. */
function skipped(shown: DateTime, zone: DateTime['zone']): DateTime {
  const before = zone.offset(shown.toMillis() - 86_400_000);
  return DateTime.fromMillis(shown.toMillis() - before * 60_000, { zone });
}

function sayNever(shown: DateTime, zone: DateTime['zone']): string | undefined {
  const taken = skipped(shown, zone);
  // Midnight that is skipped is only where the day begins.
  if (shown.hour === 0 && shown.minute === 0) return undefined;
  return `${sayClock(shown)} did not exist on ${sayDay(shown)} in ${zone.name}, as the clocks went forward: ${sayClock(taken)} was taken.`;
}

function sayClock(at: DateTime): string {
  return at.toFormat('HH:mm');
}

function sayDay(at: DateTime): string {
  return at.toFormat('yyyy-MM-dd');
}
