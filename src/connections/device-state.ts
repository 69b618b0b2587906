import type { DeviceRecord } from '../ports/connection-ledger';

export type DeviceState = 'unknown' | 'connected' | 'disconnected' | 'deleted';

/** Where the device is by the newest of its events; 'unknown' while only its creation was told. */
export function stateOf({ events, deletedAt }: DeviceRecord): DeviceState {
  if (deletedAt !== undefined) return 'deleted';
  return events.at(-1)?.kind ?? 'unknown';
}
