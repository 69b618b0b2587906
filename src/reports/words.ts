/** How we say numbers, times and lengths everywhere, so that two cards never differ in it. */

/** A length as people say it: "45 s", "12 min", "1 h 10 min", "3 d 2 h". At most two units. */
export function sayDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return joinUnits(whole, 60, 'min', 1, 's');
  if (whole < 48 * 3600) return joinUnits(roundTo(whole, 60), 3600, 'h', 60, 'min');
  return joinUnits(roundTo(whole, 3600), 86400, 'd', 3600, 'h');
}

/** "2026-11-21 03:12 UTC"; only the time of day where the day is that of `today`. */
export function sayUtc(at: Date, today?: Date): string {
  const [day, time] = at.toISOString().split('T');
  const minute = `${time?.slice(0, 5)} UTC`;
  return today?.toISOString().startsWith(`${day}T`) ? minute : `${day} ${minute}`;
}

/** ISO 8601 in whole seconds: the only form in which every card client converts a time. */
export function isoSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** "50,000". */
export function sayNumber(value: number): string {
  return tenths.format(value);
}

// To make one takes far longer than to use it.
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** "1,111.11", an amount of money as a budget counts it. */
export function sayMoney(amount: number): string {
  return amount.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** "1 disconnect", "12 disconnects". */
export function sayCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${sayNumber(count)} ${count === 1 ? noun : plural}`;
}

/** "once", "21 times". */
export function sayTimes(count: number): string {
  return count === 1 ? 'once' : `${sayNumber(count)} times`;
}

/** "1 of 1 device", "56 of 300 devices": a figure never stands without its base. */
export function sayShare(count: number, base: number, noun: string): string {
  return `${sayNumber(count)} of ${sayCount(Math.max(count, base), noun)}`;
}

/** An ISO 8601 length in words, such as `PT5M` as "5 min"; as it came where it is something else. */
export function sayIsoDuration(text: string): string {
  const read =
    /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/.exec(
      text,
    )?.groups;
  if (read === undefined) return text;
  const part = (name: string) => Number(read[name] ?? 0);
  return sayDuration(
    part('days') * 86400 + part('hours') * 3600 + part('minutes') * 60 + part('seconds'),
  );
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text as a sentence: with exactly one full stop at its end. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.?!…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function joinUnits(
  seconds: number,
  big: number,
  bigName: string,
  small: number,
  smallName: string,
) {
  const bigs = Math.floor(seconds / big);
  const smalls = Math.round((seconds % big) / small);
  return smalls === 0 ? `${bigs} ${bigName}` : `${bigs} ${bigName} ${smalls} ${smallName}`;
}

function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}
