import type { DeviceRecord, KeptEvent } from '../ports/connection-ledger';
import { holdDown } from './hold-down';
import type { Patience } from './patience';

/**
 * How many short absences the new list of events knows beyond the old one. Nothing is hidden while
 * an incident tells of the device.
 */
export function countHidden(known: DeviceRecord, events: KeptEvent[], patience: Patience): number {
  if (known.told !== undefined || events.length < 2) return 0;
  const { ms } = holdDown(known, patience);
  return Math.max(0, countShort(events, ms) - countShort(known.events, ms));
}

/** A connect while connected is a loss too short to be told of by itself. */
function countShort(events: KeptEvent[], holdMs: number): number {
  return events.filter((after, index) => {
    const before = events[index - 1];
    if (before === undefined || after.kind !== 'connected') return false;
    return before.kind === 'connected' || +after.at - +before.at <= holdMs;
  }).length;
}
