import type { DeviceRecord } from '../../ports/connection-ledger';
import type { DecisionTrail } from '../../ports/decision-trail';

/** Where the answer to "why no alert" comes from; each part may be missing. */
export interface TrailDeps {
  decisions?: Pick<DecisionTrail, 'find' | 'findAlerts'>;
  /** What Event Grid told of a device, on one hub or on all. */
  findDevice?(device: string, hub?: string): Promise<DeviceRecord[]>;
  /** Keys of the incidents that a device is or was in, the newest first. */
  findIncidents?(device: string, hub: string | undefined, limit: number): Promise<string[]>;
  /** Each event and what became of it, how long a disconnect is waited for, and why. */
  explain?(record: DeviceRecord, now: Date): { at: Date; text: string }[];
}
