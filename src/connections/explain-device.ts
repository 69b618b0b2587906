import { sayCount, sayLength } from '../diagnosis/words';
import type { DeviceRecord, KeptEvent } from '../ports/connection-ledger';
import { sayDuration } from '../reports/words';
import { stateOf } from './device-state';
import { holdDown } from './hold-down';
import { judgeDevice } from './judge-device';
import type { Patience } from './patience';
import { sayHidden } from './say-patience';

/** One thing to know, and when it was, or from when on it counts. */
export interface Explained {
  at: Date;
  text: string;
}

/**
 * Why somebody was told of a device, or was not: what came and what became of it, then how long it
 * is waited for and where that comes from, oldest first. No id is in it.
 */
export function explainDevice(record: DeviceRecord, patience: Patience, now: Date): Explained[] {
  const hold = holdDown(record, patience);
  return [
    ...record.events.map((event, index) => explainEvent(record.events, event, index, hold.ms)),
    ...explainDeletion(record),
    ...explainCounts(record, now),
    { at: now, text: explainHold(record, patience) },
    ...explainWait(record, patience, now),
  ];
}

function explainEvent(
  events: KeptEvent[],
  event: KeptEvent,
  index: number,
  holdMs: number,
): Explained {
  const before = events[index - 1];
  const what =
    event.kind === 'disconnected' ? sayDisconnect(before) : sayConnect(before, event, holdMs);
  return { at: event.at, text: `${what}${sayLate(event)}` };
}

function sayDisconnect(before: KeptEvent | undefined): string {
  return before?.kind === 'disconnected'
    ? 'Disconnected again: no event told of the connect before it'
    : 'Disconnected';
}

function sayConnect(before: KeptEvent | undefined, { at }: KeptEvent, holdMs: number): string {
  if (before === undefined) return 'Connected';
  if (before.kind === 'connected') {
    return 'Connected again without a disconnect: it was away for a moment that no event told of';
  }
  const awayMs = Math.max(0, +at - +before.at);
  const away = `Connected after ${sayLength(awayMs)}`;
  return awayMs <= holdMs
    ? `${away}, within the ${sayDuration(holdMs / 1000)} it is waited for`
    : away;
}

/** Event Grid tells within a minute; what is later may have come in another order. */
function sayLate({ at, receivedAt }: KeptEvent): string {
  const lateMs = +receivedAt - +at;
  return lateMs > 60_000 ? `; the event came ${sayLength(lateMs)} later` : '';
}

function explainDeletion({ deletedAt }: DeviceRecord): Explained[] {
  if (deletedAt === undefined) return [];
  return [{ at: deletedAt, text: 'Deleted from the hub: no problem any more' }];
}

function explainCounts(record: DeviceRecord, now: Date): Explained[] {
  const hidden = sayHidden(record, now);
  const repeated = sayCount(record.duplicates, 'event was', 'events were');
  return [
    ...(hidden === '' ? [] : [`It ${hidden}, each time too short to tell anybody`]),
    ...(record.duplicates === 0
      ? []
      : [`${repeated} delivered more than once, which changed nothing`]),
  ].map((text) => ({ at: now, text }));
}

function explainHold(record: DeviceRecord, patience: Patience): string {
  const { ms, learned } = holdDown(record, patience);
  const origin = `${patience.sayOrigin(record)} of ${sayDuration(patience.graceMs(record) / 1000)}`;
  if (learned === undefined)
    return `A disconnect is waited for ${sayDuration(ms / 1000)}: ${origin}`;
  const habit = `of its last ${learned.absences} absences three in four were over within ${sayLength(learned.usualMs)}`;
  return `A disconnect is waited for ${sayDuration(ms / 1000)}: ${habit}; without that habit it would be ${origin}`;
}

function explainWait(record: DeviceRecord, patience: Patience, now: Date): Explained[] {
  const verdict = judgeDevice(record, patience, now);
  if (record.told !== undefined || stateOf(record) !== 'disconnected') return [];
  if (verdict.kind !== 'wait') return [];
  return [{ at: verdict.dueAt, text: 'Until then nobody is told that it is away' }];
}
