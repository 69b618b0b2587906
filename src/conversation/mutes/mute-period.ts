import { DateTime, Duration } from 'luxon';
import type { IntentParameters } from '../intent';
import { inZone, periodInvalid, type TimeContext } from '../time/check-window';

/** No mute lasts longer: whoever made it may have left by then. */
export const longestDays = 30;

/**
 * From when until when; undefined where nothing was said of an end. Throws AppError `period_invalid`
 * for what is over, ends before it begins, or lasts longer than 30 days.
 */
export function settlePeriod(
  { duration, window }: Pick<IntentParameters, 'duration' | 'window'>,
  context: TimeContext,
): { from: Date; until: Date } | undefined {
  const now = inZone(context.now, context);
  if (duration !== undefined) return check(now, now.plus(Duration.fromISO(duration)), context);
  if (window === undefined || 'last' in window || window.to === undefined) return undefined;
  const said = DateTime.fromISO(window.from, { zone: now.zone });
  const until = DateTime.fromISO(window.to, { zone: now.zone });
  return check(said < now ? now : said, until, context);
}

/** "18:00 (UTC)", with the day where it is another one. */
export function sayIn(context: TimeContext): (at: Date) => string {
  const now = inZone(context.now, context);
  return (at) => {
    const there = inZone(at, context).setLocale('en-GB');
    const form = there.hasSame(now, 'day') ? 'HH:mm' : 'ccc d LLL HH:mm';
    return `${there.toFormat(form)} (${now.zoneName})`;
  };
}

function check(from: DateTime, until: DateTime, context: TimeContext) {
  if (!from.isValid || !until.isValid) throw periodInvalid('I could not read these times.');
  const say = sayIn(context);
  const understood = `I understood ${say(from.toJSDate())} to ${say(until.toJSDate())}.`;
  if (until <= inZone(context.now, context)) throw periodInvalid(`${understood} That is over.`);
  if (until <= from) throw periodInvalid(`${understood} That ends before it begins.`);
  // An hour more, for the clocks that are put back meanwhile.
  if (until.diff(from).as('days') > longestDays + 1 / 24) {
    throw periodInvalid(
      `${understood} A mute lasts ${longestDays} days at most, so that none is forgotten; nothing was muted.`,
    );
  }
  return { from: from.toJSDate(), until: until.toJSDate() };
}
