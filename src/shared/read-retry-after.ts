/** No service asks for longer; whatever sits in front of one may say anything. */
const longestSeconds = 3600;

/** Seconds of a `Retry-After`, which gives seconds or a date. Undefined where it says neither. */
export function readRetryAfter(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return seconds >= 0 ? Math.min(Math.ceil(seconds), longestSeconds) : undefined;
}
