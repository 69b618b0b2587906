/** After so many tries a failure nobody foresaw counts as lasting. */
export const maxFailures = 10;

const askAgainMinutes = [1, 3, 8, 20];

/**
 * When the logs are asked again after they were asked `asks` + 1 times; undefined when it is
 * enough. Not before the service wants to be asked.
 */
export function askAgainAt(
  asks: number,
  now: Date,
  retryAfterSeconds: number | undefined,
): Date | undefined {
  const minutes = askAgainMinutes[asks];
  if (minutes === undefined) return undefined;
  return new Date(now.getTime() + Math.max(minutes * 60, retryAfterSeconds ?? 0) * 1000);
}

/** 10, 20, 40 … seconds after the first, second, third try, at most five minutes. */
export function backOffMs(attempt: number): number {
  return Math.min(10_000 * 2 ** Math.min(attempt - 1, 10), 300_000);
}
