import type { DeviceMoment } from './device-moment';
import { type EventGridEvent, eventGridEvent } from './event-grid-event';

/**
 * The deliveries Event Grid makes of what happened: nothing older than its 24 hours, in no order,
 * and some of it twice. All of a device is in one of them, so that no half of its past is taken for
 * the present; the ones that come again come at the end.
 */
export function makeBatches(
  moments: DeviceMoment[],
  deps: { now: Date; random: () => number },
): EventGridEvent[][] {
  const fresh = moments.filter(({ at }) => deps.now.getTime() - at.getTime() < keptMs);
  const events = [...fresh]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(eventGridEvent);
  const batches = fill(byDevice(events)).map((batch) => shuffle(batch, deps.random));
  const again = events.filter((_, at) => at % repeatEvery === 0);
  return events.length > 0 ? [...batches, shuffle(again, deps.random)] : [];
}

function byDevice(events: EventGridEvent[]): EventGridEvent[][] {
  const devices = new Map<string, EventGridEvent[]>();
  for (const event of events) {
    const key = `${event.topic}/${event.subject}`;
    devices.set(key, [...(devices.get(key) ?? []), event]);
  }
  return [...devices.values()];
}

function fill(devices: EventGridEvent[][]): EventGridEvent[][] {
  const batches: EventGridEvent[][] = [];
  for (const events of devices) {
    const last = batches.at(-1);
    if (last && last.length + events.length <= mostEvents) last.push(...events);
    else batches.push([...events]);
  }
  return batches;
}

function shuffle<T>(values: T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

const keptMs = 24 * 3_600_000;
const mostEvents = 1000;
const repeatEvery = 20;
