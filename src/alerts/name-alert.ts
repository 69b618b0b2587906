import type { AlertDimension } from '../ports/alert-about';

/**
 * An id for alerts that come without one, made of what tells rule and resource. Azure is not
 * consistent in the casing of its own ids; device ids among the dimensions differ by theirs. No two
 * lists make the same text, whatever blanks and signs a name holds.
 */
export function nameAlert(parts: string[], split: AlertDimension[] = []): string {
  const values = split.map(({ name, value }) => [name.toLowerCase(), plainValue(value)]);
  return JSON.stringify([...parts.map((part) => part.toLowerCase()), ...values]);
}

function plainValue(value: string): string {
  return value.startsWith('/') ? value.toLowerCase() : value;
}
