import type { DeviceRecord, KeptEvent } from '../ports/connection-ledger';
import { holdDown } from './hold-down';
import type { Patience } from './patience';

/**
 * How many short absences are known by the event at that place that were not without it. Nothing is
 * hidden while an incident tells of the device.
 */
export function countHidden(
  known: DeviceRecord,
  events: KeptEvent[],
  place: number,
  patience: Patience,
): number {
  const [before, event, after] = [events[place - 1], events[place], events[place + 1]];
  const isReturn = event?.kind === 'connected' || after?.kind === 'connected';
  if (known.told !== undefined || !isReturn) return 0;
  const { ms } = holdDown(known, patience);
  const more = countShort(before, event, ms) + countShort(event, after, ms);
  return Math.max(0, more - countShort(before, after, ms));
}

/** A connect while connected is a loss too short to be told of by itself. */
function countShort(
  before: KeptEvent | undefined,
  after: KeptEvent | undefined,
  holdMs: number,
): 0 | 1 {
  if (before === undefined || after?.kind !== 'connected') return 0;
  const isShort = before.kind === 'connected' || +after.at - +before.at <= holdMs;
  return isShort ? 1 : 0;
}
