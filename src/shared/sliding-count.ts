/** How often something was done, oldest first: time in milliseconds, and how many then. */
export type SlidingCount = [at: number, count: number][];

/** At most so many within that time, wherever it begins. */
export interface CountWindow {
  sends: number;
  withinMs: number;
}

const longestMs = 3_600_000;

// What is older is kept less exactly, always at the later time: it never allows more than it should.
const levels = [
  { upToMs: 2_500, exactMs: 1 },
  { upToMs: 35_000, exactMs: 250 },
  { upToMs: longestMs, exactMs: 20_000 },
];

// Another copy's clock may be a little ahead; a clock that was set back must not stop anything.
const aheadMs = 5_000;

/** One more at that time. Forgets what is older than an hour: no window may be longer. */
export function countOne(counts: SlidingCount, at: number): SlidingCount {
  const kept = counts.filter(([time]) => isKnown(time, at));
  const time = Math.max(at, kept.at(-1)?.[0] ?? at);
  return merge([...kept, [time, 1]], time);
}

/** When one more fits into every window: `now`, or a later time. */
export function freeAt(counts: SlidingCount, windows: CountWindow[], now: number): number {
  const known = counts.filter(([time]) => isKnown(time, now)).reverse();
  return Math.max(now, ...windows.map((window) => endOf(known, window)));
}

/** When the last of so many leaves the window. */
function endOf(newestFirst: SlidingCount, { sends, withinMs }: CountWindow): number {
  let counted = 0;
  for (const [at, count] of newestFirst) {
    counted += count;
    if (counted >= sends) return at + withinMs;
  }
  return 0;
}

function isKnown(time: number, now: number): boolean {
  return time > now - longestMs && time <= now + aheadMs;
}

function merge(counts: SlidingCount, now: number): SlidingCount {
  const merged: SlidingCount = [];
  let lastSlot = '';
  for (const [at, count] of counts) {
    const slot = slotOf(at, now);
    const last = merged.at(-1);
    if (last !== undefined && slot === lastSlot) merged[merged.length - 1] = [at, last[1] + count];
    else merged.push([at, count]);
    lastSlot = slot;
  }
  return merged;
}

function slotOf(at: number, now: number): string {
  const exactMs = levels.find(({ upToMs }) => now - at <= upToMs)?.exactMs ?? longestMs;
  return `${exactMs}:${Math.floor(at / exactMs)}`;
}
