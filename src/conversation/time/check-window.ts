import { DateTime, Duration, IANAZone } from 'luxon';
import type { TimeWindow } from '../../ports/time-window';
import { AppError } from '../../shared/app-error';
import type { IntentParameters } from '../intent';

export interface TimeContext {
  now: Date;
  /** IANA zone in which words like "9am" are meant. */
  timeZone: string;
}

const longestDays = 90;

/** The window a question is asked over: what was said, else the last 24 hours. Ends now at the latest. */
export function settleWindow(said: IntentParameters['window'], context: TimeContext): TimeWindow {
  const now = inZone(context.now, context);
  if (said === undefined) return toWindow(now.minus({ hours: 24 }), now);
  if ('last' in said) return settleLength(said.last, now);
  const from = DateTime.fromISO(said.from, { zone: now.zone });
  const to = said.to === undefined ? now : DateTime.fromISO(said.to, { zone: now.zone });
  return checkWindow(from, to, context);
}

/** Throws AppError `window_invalid`, saying what was understood; cuts what lies in the future. */
export function checkWindow(from: DateTime, to: DateTime, context: TimeContext): TimeWindow {
  const now = inZone(context.now, context);
  if (!from.isValid || !to.isValid) throw windowInvalid('I could not read these times.');
  const understood = `I understood ${show(from)} to ${show(to)} (${now.zoneName}).`;
  if (from >= now) {
    throw windowInvalid(`${understood} That lies in the future: it is ${show(now)} there now.`);
  }
  if (from >= to) throw windowInvalid(`${understood} That window ends before it starts.`);
  if (to.diff(from).as('days') > longestDays + 1 / 24) {
    throw windowInvalid(`${understood} That is longer than ${longestDays} days.`);
  }
  return toWindow(from, to > now ? now : to);
}

export function windowInvalid(message: string): AppError {
  return new AppError('window_invalid', message);
}

/** Of a time to come, such as the end of a mute. */
export function periodInvalid(message: string): AppError {
  return new AppError('period_invalid', message);
}

/** The zone of the person where the platform names one that exists, else the bot's own. */
export function chooseZone(said: string | undefined, own: string): string {
  return said !== undefined && IANAZone.isValidZone(said) ? said : own;
}

/** Now, in the asker's zone; a zone nobody knows is read as UTC. */
export function inZone(at: Date, context: TimeContext): DateTime {
  const zone = IANAZone.isValidZone(context.timeZone) ? context.timeZone : 'UTC';
  return DateTime.fromJSDate(at, { zone });
}

function settleLength(last: string, now: DateTime): TimeWindow {
  const length = Duration.fromISO(last);
  if (!length.isValid || length.toMillis() <= 0) {
    throw windowInvalid('I could not read how long that window is.');
  }
  const from = now.minus(length);
  if (!from.isValid || now.diff(from).as('days') > longestDays + 1 / 24) {
    throw windowInvalid(
      `I understood the last ${length.toHuman()}. That is longer than ${longestDays} days.`,
    );
  }
  return toWindow(from, now);
}

function toWindow(from: DateTime, to: DateTime): TimeWindow {
  return { from: from.toJSDate(), to: to.toJSDate() };
}

function show(at: DateTime): string {
  return at.toFormat('yyyy-MM-dd HH:mm');
}
