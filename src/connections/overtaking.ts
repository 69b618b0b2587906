/**
 * By how much events of a hub overtake each other on their way to us. Event Grid promises no order:
 * where a connect may come minutes after a disconnect that is younger, nobody is believed gone before
 * that has passed.
 */
export interface Overtaking {
  /** An event came so long after one that happened later. */
  note(hub: string, lateMs: number, receivedAt: Date): void;
  /** How much longer to wait: 0 where events come in their order. */
  waitMs(hub: string, now: Date): number;
}

const periodMs = 10 * 60_000;
/** What comes later than this was held back somewhere, and says nothing about the others. */
const longestMs = 10 * 60_000;
/** One or two stragglers are no habit. */
const fewest = 3;

interface Period {
  begunAt: number;
  count: number;
  mostMs: number;
}

/**
 * From what was seen in this period of ten minutes and the one before; in memory only, because the
 * next events tell again.
 */
export function createOvertaking(): Overtaking {
  const hubs = new Map<string, [Period, Period]>();
  const periodsOf = (hub: string, at: number): [Period, Period] => {
    const key = hub.toLowerCase();
    const known = hubs.get(key) ?? [begin(at), begin(at)];
    const kept = turn(known, at);
    hubs.set(key, kept);
    return kept;
  };
  return {
    note(hub, lateMs, receivedAt) {
      if (lateMs <= 0 || lateMs > longestMs) return;
      const [current] = periodsOf(hub, +receivedAt);
      current.count += 1;
      current.mostMs = Math.max(current.mostMs, lateMs);
    },
    waitMs(hub, now) {
      if (!hubs.has(hub.toLowerCase())) return 0;
      const [current, before] = periodsOf(hub, +now);
      if (current.count + before.count < fewest) return 0;
      // In the first minutes the worst cannot have been seen yet.
      if (before.count === 0) return Math.min(longestMs, 2 * current.mostMs);
      return Math.max(current.mostMs, before.mostMs);
    },
  };
}

function begin(at: number): Period {
  return { begunAt: at, count: 0, mostMs: 0 };
}

/** A clock that was set back begins anew. */
function turn([current, before]: [Period, Period], at: number): [Period, Period] {
  const age = at - current.begunAt;
  if (age < 0 || age >= 2 * periodMs) return [begin(at), begin(at)];
  return age < periodMs ? [current, before] : [begin(at), current];
}
