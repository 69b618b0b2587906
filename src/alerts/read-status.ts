import type { Alert } from '../ports/alert';
import { readTime, readUsTime } from '../shared/read-time';
import { refuseAlert } from './refuse-alert';

// A map, because the sender's word is looked up: an object knows "constructor" too.
const conditions = new Map<string, Alert['condition']>([
  ['fired', 'fired'],
  ['activated', 'fired'],
  ['resolved', 'resolved'],
  ['deactivated', 'resolved'],
]);

/** Whether an alert began or ended; `path` is the field's, `words` what it may hold. */
export function readStatus(text: string, path: string, words: string): Alert['condition'] {
  const condition = conditions.get(text.toLowerCase());
  if (condition !== undefined) return condition;
  const found = text === '' ? 'it is missing or empty' : `found "${text.slice(0, 40)}"`;
  throw refuseAlert(path, `must be ${words}, ${found}`);
}

/** Undefined when the field is empty; a text that is no time is refused. */
export function readSentTime(text: string, path: string): Date | undefined {
  if (text === '') return undefined;
  const at = readTime(text) ?? readUsTime(text);
  if (at !== undefined) return at;
  throw refuseAlert(path, `is not an ISO 8601 time: "${text.slice(0, 40)}"`);
}

/** The only time of an alert is when it fired or, for one that ended, when it ended. */
export function timesFromOne(
  condition: Alert['condition'],
  at: Date,
): Pick<Alert, 'condition' | 'firedAt' | 'resolvedAt'> {
  return { condition, firedAt: at, resolvedAt: condition === 'resolved' ? at : undefined };
}

/** `Sev0` to `Sev4`, however it is written; `unknown` for anything else. */
export function readSeverity(text: string): string {
  const level = /^(?:sev)?\s*(?<level>[0-4])$/i.exec(text)?.groups?.level;
  return level === undefined ? 'unknown' : `Sev${level}`;
}
