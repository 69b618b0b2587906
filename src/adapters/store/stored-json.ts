/**
 * Our own values as JSON text and back, dates included. A date is written as an object of one odd
 * key, which no alert or summary has: their objects have fixed keys and only their texts are
 * somebody else's.
 */
export function writeStored(value: unknown): string {
  return JSON.stringify(value, replaceDate);
}

/** The type is the writer's promise: only what `writeStored` wrote is read here. */
export function readStored<Value>(text: string): Value {
  return JSON.parse(text, (_key, value) => reviveDate(value)) as Value;
}

function replaceDate(this: unknown, key: string, value: unknown): unknown {
  // `value` has already been through Date.toJSON; the holder still has the date.
  const held = (this as Record<string, unknown>)[key];
  return held instanceof Date ? { $date: held.getTime() } : value;
}

function reviveDate(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$date' in value)) return value;
  return typeof value.$date === 'number' ? new Date(value.$date) : value;
}
