import { AppError } from '../shared/app-error';
import { readTime } from '../shared/read-time';

export type Fields = Record<string, unknown>;

// Checked by hand and not by a schema: a storm is thousands of events a request, and this takes half
// the time. Each throws AppError `event_unreadable` with the path of the field, never with its value.

export function requireObject(value: unknown, path: string): Fields {
  if (isObject(value)) return value;
  throw unreadable(path, 'is missing or no object');
}

/** One to `max` characters, none of which no database or log can hold. */
export function requireText(fields: Fields, name: string, max: number): string {
  const text = fields[name];
  if (typeof text !== 'string' || text === '') throw unreadable(name, 'is missing or no text');
  if (text.length > max) throw unreadable(name, `is longer than ${max} characters`);
  if (unprintable.test(text)) throw unreadable(name, 'has control characters');
  return text;
}

export function requireTime(fields: Fields, name: string): Date {
  const text = fields[name];
  const at = typeof text === 'string' ? readTime(text) : undefined;
  if (at === undefined) throw unreadable(name, 'is not a time');
  return at;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export function unreadable(path: string, why: string): AppError {
  return new AppError('event_unreadable', path === '' ? `The event ${why}` : `${path}: ${why}`);
}

const unprintable = /[\p{Cc}\p{Cs}]/u;
