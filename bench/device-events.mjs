// Connection events as Event Grid sends them, and histories of many devices made of them.
const subscription = '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042';
const hubs = `${subscription}/RESOURCEGROUPS/BENCH/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS`;
const types = { connected: 'DeviceConnected', disconnected: 'DeviceDisconnected' };

/** `sequence`: a number that grows with each event of the device; `at`: milliseconds since 1970. */
export function deviceEvent({ hub, device, kind, sequence, at }) {
  const number = sequence.toString(16).toUpperCase().padStart(64, '0');
  return {
    id: crypto.randomUUID(),
    topic: `${hubs}/${hub.toUpperCase()}`,
    subject: `devices/${device}`,
    eventType: `Microsoft.Devices.${types[kind]}`,
    eventTime: new Date(at).toISOString(),
    data: {
      deviceConnectionStateEventInfo: { sequenceNumber: number },
      hubName: hub,
      deviceId: device,
      moduleId: '',
    },
    dataVersion: '1',
    metadataVersion: '1',
  };
}

const minuteMs = 60_000;
const cycles = 5;
const cycleMs = 12 * minuteMs;
const longestAwayMs = 90_000;
export const historyMs = cycles * cycleMs;
export const eventsOfHistory = 2 * cycles;

/**
 * Ten events a device within an hour, in the order in which they happened. Most go away five times
 * for up to 90 s, as at a token's renewal; every fiftieth does not come back from the last one.
 */
export function makeHistories({ devices, name, from, random }) {
  const all = [];
  for (let n = 0; n < devices; n++) {
    const place = { hub: `bench-hub-${n % 3}`, device: `${name}-${n}` };
    const times = makeTimes(from, random);
    const staysAway = n % 50 === 0;
    for (const [index, at] of (staysAway ? [from, ...times.slice(0, -1)] : times).entries()) {
      const isAway = staysAway ? index % 2 === 1 : index % 2 === 0;
      all.push({ ...place, kind: isAway ? 'disconnected' : 'connected', sequence: index + 1, at });
    }
  }
  return all.sort((one, other) => one.at - other.at);
}

function makeTimes(from, random) {
  const times = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const away = from + cycle * cycleMs + 1 + Math.floor(random() * (cycleMs - longestAwayMs));
    times.push(away, away + 1000 + Math.floor(random() * (longestAwayMs - 1000)));
  }
  return times;
}

/** Each comes up to `lateMs` after it happened, some of them twice; in the order of coming. */
export function shuffle(events, { lateMs, twice, random }) {
  const deliveries = [];
  for (const event of events) {
    deliveries.push({ event, comesAt: event.at + random() * lateMs });
    if (random() < twice) deliveries.push({ event, comesAt: event.at + random() * lateMs });
  }
  return deliveries.sort((one, other) => one.comesAt - other.comesAt);
}

/** What is true at the end, by nothing but the order in which things happened. */
export function lastKinds(events) {
  return new Map(events.map(({ device, kind }) => [device, kind]));
}

/** The same numbers in every run (mulberry32). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
