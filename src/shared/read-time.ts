// Azure writes up to seven fractional digits and sometimes no zone, which then is UTC.
const isoTime =
  /^(?<day>\d{4}-\d{2}-\d{2})[T ](?<time>\d{2}:\d{2}(?::\d{2})?)(?<fraction>\.\d{1,9})?\s*(?<zone>Z|[+-]\d{2}:?\d{2})?$/i;

/** Reads an ISO 8601 time to the millisecond; undefined when the text is not one. */
export function readTime(text: string): Date | undefined {
  const parts = isoTime.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { day, time, fraction = '.0', zone = 'Z' } = parts;
  const seconds = time?.length === 5 ? `${time}:00` : time;
  const at = new Date(`${day}T${seconds}${fraction.slice(0, 4)}${spellZone(zone)}`);
  // The unset time of .NET, 0001-01-01, is no time either.
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 ? undefined : at;
}

function spellZone(zone: string): string {
  if (zone.toUpperCase() === 'Z') return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

const usTime =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}) (?<hour>\d{1,2}):(?<rest>\d{2}:\d{2}) (?<half>AM|PM)$/i;

/** Reads `3/22/2019 1:36:31 PM`, as old log alerts write UTC; undefined when the text is not one. */
export function readUsTime(text: string): Date | undefined {
  const parts = usTime.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { month = '', day = '', year, hour, rest, half = '' } = parts;
  const hours = (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const two = (digits: string) => digits.padStart(2, '0');
  return readTime(`${year}-${two(month)}-${two(day)}T${two(String(hours))}:${rest}Z`);
}
