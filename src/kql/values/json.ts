import type { Value } from './value';

/** What `parse_json` makes of a text: JSON, or the text itself where it is not JSON. */
export function parseJson(text: string): Value {
  if (text === '') return null;
  try {
    return canonical(JSON.parse(text) as Value);
  } catch {
    return text;
  }
}

/** Compact JSON; a long beyond 2^53 keeps its digits, which JSON.stringify alone refuses. */
export function formatJson(value: Value): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return `[${value.map(formatJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.keys(value).map(
    (key) => `${JSON.stringify(key)}:${formatJson(value[key] ?? null)}`,
  );
  return `{${pairs.join(',')}}`;
}

/** -0 would make two equal keys look different. */
function canonical(value: Value): Value {
  return value === 0 ? 0 : value;
}

function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
}
