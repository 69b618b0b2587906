import { splitTicks, ticksPerDay, ticksPerHour, ticksPerMinute, ticksPerSecond } from './ticks';
import type { Whole } from './value';

/** `format_datetime`: y M d H h m s f F t and separators; undefined for any other letter. */
export function formatDatetimeBy(ticks: Whole, format: string): string | undefined {
  const { ms, rest } = splitTicks(ticks);
  const date = new Date(ms);
  const hour = date.getUTCHours();
  return fill(format, {
    y: (width) => padded(width > 2 ? date.getUTCFullYear() : date.getUTCFullYear() % 100, width),
    M: (width) => padded(date.getUTCMonth() + 1, width),
    d: (width) => padded(date.getUTCDate(), width),
    H: (width) => padded(hour, width),
    h: (width) => padded(hour % 12 || 12, width),
    m: (width) => padded(date.getUTCMinutes(), width),
    s: (width) => padded(date.getUTCSeconds(), width),
    t: (width) => (hour < 12 ? 'AM' : 'PM').slice(0, width),
    ...fractions(date.getUTCMilliseconds() * 10_000 + rest),
  });
}

/** `format_timespan`: d H h m s f F and separators. */
export function formatTimespanBy(ticks: Whole, format: string): string | undefined {
  const total = Number(ticks < 0 ? -BigInt(ticks) : BigInt(ticks));
  const piece = (unit: number, limit: number) => Math.floor(total / unit) % limit;
  const text = fill(format, {
    d: (width) => padded(Math.floor(total / ticksPerDay), width),
    H: (width) => padded(piece(ticksPerHour, 24), width),
    h: (width) => padded(piece(ticksPerHour, 24), width),
    m: (width) => padded(piece(ticksPerMinute, 60), width),
    s: (width) => padded(piece(ticksPerSecond, 60), width),
    ...fractions(total % ticksPerSecond),
  });
  return text === undefined ? undefined : `${ticks < 0 ? '-' : ''}${text}`;
}

type Letters = Record<string, (width: number) => string>;

function fill(format: string, letters: Letters): string | undefined {
  const runs = format.match(/(?<letter>[a-zA-Z])\k<letter>*|[^a-zA-Z]+/g) ?? [];
  let text = '';
  for (const run of runs) {
    const first = run.charAt(0);
    if (/[a-zA-Z]/.test(first)) {
      const write = letters[first];
      if (!write) return undefined;
      text += write(run.length);
    } else {
      text += run;
    }
  }
  return text;
}

function fractions(ticks: number): Letters {
  const digits = padded(ticks, 7);
  return {
    f: (width) => digits.slice(0, width),
    F: (width) => digits.slice(0, width).replace(/0+$/, ''),
  };
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
