import type { DeviceRecord, KeptEvent } from '../ports/connection-ledger';
import { stateOf } from './device-state';
import { findFlapping, flappingWindowMs } from './flapping';
import { holdDown } from './hold-down';
import type { Patience } from './patience';
import { sayFlapping, sayWaited } from './say-patience';

/** What a device is, for whoever is to be told. */
export type Verdict =
  | { kind: 'news'; what: 'gone' | 'flapping'; since: Date; patience: string }
  | { kind: 'news'; what: 'back' | 'deleted'; since: Date; endedAt: Date; patience: string }
  | { kind: 'wait'; dueAt: Date }
  | { kind: 'nothing' };

/**
 * A connect is believed so soon because people wait for it: they hear of it within 5 s, looking for
 * what is due once a second and sending included. A bounce that comes along with it, in the same
 * delivery or the next, is still caught; a slower one Event Grid tells once a minute at most.
 */
const backHoldMs = 2000;

/**
 * What is to be told of the device now, or when to look again. It depends on its events, on what was
 * told already and on the time, so that order, repetition and restarts do not matter; only how long is
 * waited depends on how events of its hub come these minutes.
 */
export function judgeDevice(record: DeviceRecord, patience: Patience, now: Date): Verdict {
  return record.told === undefined
    ? judgeUntold(record, patience, now)
    : judgeTold(record, patience, now);
}

function judgeUntold(record: DeviceRecord, patience: Patience, now: Date): Verdict {
  const state = stateOf(record);
  if (state === 'deleted' || state === 'unknown') return { kind: 'nothing' };
  const flapping = findFlapping(record, now);
  if (flapping !== undefined) {
    const { since } = flapping;
    return { kind: 'news', what: 'flapping', since, patience: sayFlapping(flapping, now) };
  }
  return state === 'disconnected' ? judgeAway(record, patience, now) : { kind: 'nothing' };
}

function judgeTold(record: DeviceRecord, patience: Patience, now: Date): Verdict {
  const state = stateOf(record);
  const newest = record.events.at(-1);
  if (record.deletedAt !== undefined) return tellEnd(record, 'deleted', record.deletedAt);
  if (newest === undefined || state === 'unknown') return { kind: 'nothing' };
  const isFlapping = record.told === 'flapping';
  if (state === 'disconnected') {
    return isFlapping ? judgeAway(record, patience, now) : { kind: 'nothing' };
  }
  const dueAt = after(newest, isFlapping ? flappingWindowMs : backHoldMs);
  return dueAt > now ? { kind: 'wait', dueAt } : tellEnd(record, 'back', backAt(record.events));
}

function judgeAway(record: DeviceRecord, patience: Patience, now: Date): Verdict {
  const newest = record.events.at(-1);
  if (newest === undefined) return { kind: 'nothing' };
  const hold = holdDown(record, patience);
  const lateMs = patience.overtaking.waitMs(record.hub, now);
  const dueAt = after(newest, hold.ms + lateMs);
  if (dueAt > now) return { kind: 'wait', dueAt };
  const waited = sayWaited(record, hold, lateMs, now);
  return { kind: 'news', what: 'gone', since: newest.at, patience: waited };
}

function tellEnd(record: DeviceRecord, what: 'back' | 'deleted', endedAt: Date): Verdict {
  const since = record.events.findLast(({ kind }) => kind === 'disconnected')?.at ?? endedAt;
  return { kind: 'news', what, since, endedAt, patience: '' };
}

/** The first connect after it was away last; without one kept, the first of those in a row. */
function backAt(events: KeptEvent[]): Date {
  const away = events.findLastIndex(({ kind }) => kind === 'disconnected');
  return (events[away + 1] ?? events.at(-1))?.at ?? new Date(0);
}

function after({ receivedAt }: KeptEvent, ms: number): Date {
  return new Date(+receivedAt + ms);
}
