/** What the connection rows of one hub say, in the order they were read. */
export interface ConnectionEvents {
  /** Milliseconds since 1970. */
  times: number[];
  /** Which device: a number of its own. */
  devices: number[];
  kinds: ConnectionKind[];
}

export type ConnectionKind = 'connect' | 'disconnect' | 'refused';

/** How many devices were connected, as the steps in which that changed. */
export interface ConnectedSteps {
  /** Before the first step: devices that are first heard of when they leave. */
  start: number;
  /** When the first row of any kind was written; nothing is known before. */
  since: number;
  times: Float64Array;
  /** From that moment on. */
  counts: Int32Array;
}

/**
 * Plays the rows back. A device whose first row is a disconnect was connected all along; a refused
 * connection says only that a device not heard of before is not connected.
 */
export function countConnected(events: ConnectionEvents): ConnectedSteps {
  const order = inOrder(events.times);
  const start = countThereBefore(order, events);
  const { times, counts, size } = replay(order, start.isConnected, start.count, events);
  return {
    start: start.count,
    since: events.times[order[0] ?? 0] ?? 0,
    times: times.slice(0, size),
    counts: counts.slice(0, size),
  };
}

/** Rows of the same second stay as they were read: a close stands before the reconnect. */
function inOrder(times: number[]): Uint32Array {
  const order = Uint32Array.from(times.keys());
  if (times.every((time, at) => at === 0 || (times[at - 1] ?? 0) <= time)) return order;
  return order.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
}

function countThereBefore(order: Uint32Array, { devices, kinds }: ConnectionEvents) {
  const isConnected = new Map<number, boolean>();
  let count = 0;
  for (const at of order) {
    const device = devices[at] ?? 0;
    if (isConnected.has(device)) continue;
    const wasThere = kinds[at] === 'disconnect';
    isConnected.set(device, wasThere);
    if (wasThere) count += 1;
  }
  return { isConnected, count };
}

function replay(
  order: Uint32Array,
  isConnected: Map<number, boolean>,
  start: number,
  events: ConnectionEvents,
) {
  const times = new Float64Array(order.length);
  const counts = new Int32Array(order.length);
  let count = start;
  let size = 0;
  for (const at of order) {
    const device = events.devices[at] ?? 0;
    const kind = events.kinds[at];
    if (kind === 'refused' || isConnected.get(device) === (kind === 'connect')) continue;
    isConnected.set(device, kind === 'connect');
    count += kind === 'connect' ? 1 : -1;
    times[size] = events.times[at] ?? 0;
    counts[size++] = count;
  }
  return { times, counts, size };
}
