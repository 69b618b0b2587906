import type { DeviceRecord, KeptEvent } from '../../src/ports/connection-ledger';
import { sequenceOf } from './device-events';

/** A device of which nothing is known but its name. */
export function deviceRecord(changes: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    hub: 'contoso-hub',
    device: 'device-1',
    module: '',
    events: [],
    duplicates: 0,
    connectedAt: undefined,
    deletedAt: undefined,
    incident: undefined,
    told: undefined,
    dueAt: undefined,
    hidden: 0,
    hiddenSince: undefined,
    ...changes,
  };
}

/**
 * Events from a script such as `d0 c4 d60`: disconnected or connected, and when, in seconds after
 * `from`. Received as they happen.
 */
export function keptEvents(script: string, from = new Date('2026-03-01T03:00:00Z')): KeptEvent[] {
  return script.split(' ').map((word, index) => {
    const at = new Date(+from + Number(word.slice(1)) * 1000);
    const kind = word.startsWith('c') ? 'connected' : 'disconnected';
    return { kind, sequence: sequenceOf(index + 1), at, receivedAt: at };
  });
}
