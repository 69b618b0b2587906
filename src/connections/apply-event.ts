import type { ApplyEvent, DeviceRecord, KeptEvent } from '../ports/connection-ledger';
import type { DeviceEvent } from '../ports/device-event';
import { countHidden } from './count-hidden';
import { judgeDevice } from './judge-device';
import type { Patience } from './patience';

const lowestSequence = '0'.repeat(64);
/** What a rhythm is read from: eight absences of a device that misses none. */
const mostEvents = 16;

/**
 * A record is a function of the set of its events: whatever the order and however often they come,
 * it holds the newest sixteen by sequence number, the latest connect and the latest deletion. Only
 * the counts, and when to look again, depend on what was known when.
 */
export function createApplyEvent(patience: Patience): ApplyEvent {
  return (known, event, receivedAt) => {
    const record = known ?? newRecord(event);
    if (event.kind === 'created') return { record, outcome: 'created', hidden: 0 };
    if (event.kind === 'deleted') return applyDeletion(record, event, receivedAt, patience);
    return applyConnection(record, event as ConnectionEvent, receivedAt, patience);
  };
}

type Applied = ReturnType<ApplyEvent>;
type ConnectionEvent = DeviceEvent & Pick<KeptEvent, 'kind'>;

function newRecord({ hub, device, module }: DeviceEvent): DeviceRecord {
  return {
    hub,
    device,
    module,
    events: [],
    duplicates: 0,
    connectedAt: undefined,
    deletedAt: undefined,
    incident: undefined,
    told: undefined,
    dueAt: undefined,
    hidden: 0,
    hiddenSince: undefined,
  };
}

/** A deletion has no sequence number: only a later connect revives, not a disconnect it caused. */
function applyDeletion(
  known: DeviceRecord,
  { at }: DeviceEvent,
  receivedAt: Date,
  patience: Patience,
): Applied {
  if (known.deletedAt !== undefined && +known.deletedAt === +at) return repeat(known);
  const isRevived = known.connectedAt !== undefined && known.connectedAt >= at;
  if (isRevived || isLater(known.deletedAt, at)) {
    return { record: known, outcome: 'older', hidden: 0 };
  }
  const record = schedule({ ...known, deletedAt: at }, receivedAt, patience);
  return { record, outcome: 'deleted', hidden: 0 };
}

function applyConnection(
  known: DeviceRecord,
  event: ConnectionEvent,
  receivedAt: Date,
  patience: Patience,
): Applied {
  const { kind, at, sequence = lowestSequence } = event;
  const place = findPlace(known.events, sequence);
  if (place === undefined) return repeat(known);
  const events = insert(known.events, place, { kind, sequence, at, receivedAt });
  const outcome = place === known.events.length ? 'newest' : 'older';
  const overtaker = known.events[place];
  if (overtaker)
    patience.overtaking.note(known.hub, +receivedAt - +overtaker.receivedAt, receivedAt);
  const isTooMany = events.length > mostEvents;
  // What is older than all that is kept would count anew each time it comes.
  const hidden = isTooMany && place === 0 ? 0 : countHidden(known, events, place, patience);
  if (isTooMany) events.shift();
  const record: DeviceRecord = {
    ...known,
    ...revive(known, event),
    events,
    hidden: known.hidden + hidden,
    hiddenSince: known.hiddenSince ?? (hidden > 0 ? at : undefined),
  };
  return { record: schedule(record, receivedAt, patience), outcome, hidden };
}

/** Among events in their order; undefined where it stands already. Most are the newest. */
function findPlace(events: KeptEvent[], sequence: string): number | undefined {
  for (let place = events.length; place > 0; place--) {
    const before = events[place - 1]?.sequence ?? '';
    if (before === sequence) return undefined;
    if (before < sequence) return place;
  }
  return 0;
}

function insert(events: KeptEvent[], place: number, event: KeptEvent): KeptEvent[] {
  const longer = [...events, event];
  if (place === events.length) return longer;
  longer.copyWithin(place + 1, place);
  longer[place] = event;
  return longer;
}

function revive(
  { connectedAt, deletedAt }: DeviceRecord,
  { kind, at }: ConnectionEvent,
): Pick<DeviceRecord, 'connectedAt' | 'deletedAt'> {
  if (kind !== 'connected' || isLater(connectedAt, at)) return { connectedAt, deletedAt };
  return { connectedAt: at, deletedAt: isLater(deletedAt, at) ? deletedAt : undefined };
}

/** In hand already, or told before: looking again at once costs little, and never tells twice. */
function schedule(record: DeviceRecord, now: Date, patience: Patience): DeviceRecord {
  const verdict = judgeDevice(record, patience, now);
  if (verdict.kind === 'nothing') return { ...record, dueAt: undefined };
  return { ...record, dueAt: verdict.kind === 'wait' ? verdict.dueAt : now };
}

function repeat(known: DeviceRecord): Applied {
  const record = { ...known, duplicates: known.duplicates + 1 };
  return { record, outcome: 'duplicate', hidden: 0 };
}

function isLater(one: Date | undefined, other: Date): boolean {
  return one !== undefined && one > other;
}
