import type { KqlType } from '../types';
import { formatDatetime, parseDatetime } from './datetime-text';
import { formatJson, parseJson } from './json';
import { formatTimespan, parseTimespan } from './timespan-text';
import type { Value, Whole } from './value';
import { parseWhole, truncateToWhole } from './whole';

export type Convert = (value: Value) => Value;

/** How a value of one type becomes another, as `tostring`, `tolong` and their kin do; null where it cannot. */
export function converter(from: KqlType, to: KqlType): Convert {
  if (from === to) return (value) => value;
  if (from === 'dynamic') return fromDynamic(to);
  return targets[to](from);
}

/** As `converter`, for comparing: a number stays what it is, so that 3.7 is not read as the long 3. */
export function comparable(from: KqlType, to: KqlType): Convert {
  if (!isNumeric(to) || (from !== 'dynamic' && !isNumeric(from))) return converter(from, to);
  const otherwise = converter(from, 'real');
  return (value) => (isWhole(value) ? value : otherwise(value));
}

function isNumeric(type: KqlType): boolean {
  return type === 'long' || type === 'int' || type === 'real' || type === 'decimal';
}

/** The text of a value as `tostring` gives it: an empty string for null. */
export function textOf(from: KqlType): (value: Value) => string {
  if (from === 'string' || from === 'guid') return (value) => (value === null ? '' : String(value));
  if (from === 'datetime') return (value) => (isWhole(value) ? formatDatetime(value) : '');
  if (from === 'timespan') return (value) => (isWhole(value) ? formatTimespan(value) : '');
  if (from === 'bool') return (value) => (value === null ? '' : value ? 'true' : 'false');
  if (from === 'real' || from === 'decimal') return realText;
  return dynamicText;
}

/** What a typed value becomes inside a dynamic, where times are texts. */
export function toDynamic(from: KqlType): Convert {
  if (from === 'datetime' || from === 'timespan') {
    const text = textOf(from);
    return (value) => (value === null ? null : text(value));
  }
  return (value) => value;
}

export function isWhole(value: Value): value is Whole {
  return typeof value === 'number' || typeof value === 'bigint';
}

export function dynamicText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return formatJson(value);
}

const targets: Record<KqlType, (from: KqlType) => Convert> = {
  string: textOf,
  long: toLong,
  int: toInt,
  real: toReal,
  decimal: toReal,
  bool: toBool,
  datetime: toDatetime,
  timespan: toTimespan,
  guid: (from) => (from === 'string' ? guidFromText : () => null),
  dynamic: (from) => (from === 'string' ? (value) => parseJson(String(value)) : toDynamic(from)),
};

function fromDynamic(to: KqlType): Convert {
  if (to === 'string') return dynamicText;
  const asText = converter('string', to);
  const asNumber = converter('real', to);
  const asFlag = converter('bool', to);
  const asLong = converter('long', to);
  return (value) => {
    if (typeof value === 'string') return asText(value);
    if (typeof value === 'number') return Number.isInteger(value) ? asLong(value) : asNumber(value);
    if (typeof value === 'bigint') return asLong(value);
    return typeof value === 'boolean' ? asFlag(value) : null;
  };
}

function toLong(from: KqlType): Convert {
  if (from === 'string') return longFromText;
  if (from === 'bool') return (value) => (value === null ? null : Number(value));
  if (from === 'real' || from === 'decimal') {
    return (value) => (isWhole(value) ? (truncateToWhole(value) ?? null) : null);
  }
  return (value) => (isWhole(value) ? value : null);
}

function longFromText(value: Value): Value {
  const text = String(value);
  const whole = parseWhole(text);
  if (whole !== undefined) return whole;
  const real = realFromText(text);
  return typeof real === 'number' ? (truncateToWhole(real) ?? null) : null;
}

function toInt(from: KqlType): Convert {
  const long = from === 'int' ? (value: Value) => value : toLong(from);
  return (value) => {
    const whole = long(value);
    return typeof whole === 'number' && Math.abs(whole) < 2 ** 31 + Number(whole < 0)
      ? whole
      : null;
  };
}

function toReal(from: KqlType): Convert {
  if (from === 'string') return realFromText;
  if (from === 'bool') return (value) => (value === null ? null : Number(value));
  return (value) => (isWhole(value) ? Number(value) : null);
}

function realFromText(value: Value): Value {
  const text = String(value).trim();
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^0x[\da-f]+$/i.test(text)) return Number(text);
  const special = /^(?<sign>[+-]?)(?<word>inf|infinity|nan)$/i.exec(text);
  if (!special?.groups) return null;
  if (special.groups.word?.toLowerCase() === 'nan') return Number.NaN;
  return special.groups.sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function toBool(from: KqlType): Convert {
  if (from !== 'string') return (value) => (isWhole(value) ? value !== 0 : null);
  return (value) => {
    const text = String(value).trim().toLowerCase();
    if (text === 'true' || text === 'false') return text === 'true';
    const number = longFromText(text);
    return number === null ? null : number !== 0;
  };
}

function toDatetime(from: KqlType): Convert {
  if (from === 'string') return (value) => parseDatetime(String(value)) ?? null;
  return () => null;
}

function toTimespan(from: KqlType): Convert {
  if (from === 'string') return (value) => parseTimespan(String(value)) ?? null;
  if (from === 'long' || from === 'int') return (value) => (isWhole(value) ? value : null);
  return () => null;
}

export function guidFromText(value: Value): Value {
  const hex = String(value)
    .trim()
    .replace(/^[{(]|[})]$/g, '');
  const plain = hex.replaceAll('-', '').toLowerCase();
  if (!/^[\da-f]{32}$/.test(plain)) return null;
  return plain.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Reals keep a fraction in text: `2.0`, not `2`. */
function realText(value: Value): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'number') return '';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toFixed(1);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return String(value);
}
