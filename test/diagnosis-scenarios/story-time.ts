/** `09:14`, `09:14:05`, `yesterday 22:00`, `3 days ago 22:00`, or milliseconds since 1970; UTC. */
export type When = string | number;

/** The day on which every story ends. */
const today = Date.UTC(2026, 2, 10);
const dayMs = 86_400_000;

export function when(said: When): number {
  if (typeof said === 'number') return said;
  const read =
    /^(?:(?<yesterday>yesterday) |(?<days>\d+) days ago )?(?<h>\d\d):(?<m>\d\d)(?::(?<s>\d\d))?$/.exec(
      said,
    )?.groups;
  if (read === undefined) throw new Error(`No time of a story: ${said}`);
  const days = read.yesterday === undefined ? Number(read.days ?? 0) : 1;
  const seconds = Number(read.h) * 3600 + Number(read.m) * 60 + Number(read.s ?? 0);
  return today - days * dayMs + seconds * 1000;
}

export const minutes = (count: number): number => count * 60_000;
export const seconds = (count: number): number => count * 1000;
